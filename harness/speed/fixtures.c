#include "speed/fixtures.h"

#include "reference/function.h"

#include <math.h>
#include <string.h>

static void copy_f32(const float *x, float *y, size_t n, const params *p)
{
    (void)p;
    memcpy(y, x, n * sizeof *x);
}

static void copy_f64(const double *x, double *y, size_t n, const params *p)
{
    (void)p;
    memcpy(y, x, n * sizeof *x);
}

static void copy_16(const uint16_t *x, uint16_t *y, size_t n, const params *p)
{
    (void)p;
    memcpy(y, x, n * sizeof *x);
}

/* Each twin reads a word of its own on every call: no compiler or linker may fold two functions that do so. */
static const volatile int tag_a = 1, tag_b = 2;

static inline __attribute__((always_inline)) void twin_loop_f32(const float *x, float *y, size_t n)
{
    for (size_t i = 0; i < n; i++)
        y[i] = 1.0f / (1.0f + expf(-x[i]));
}

static inline __attribute__((always_inline)) void twin_loop_f64(const double *x, double *y, size_t n)
{
    for (size_t i = 0; i < n; i++)
        y[i] = 1.0 / (1.0 + exp(-x[i]));
}

/* In both 16-bit formats; as bf16. */
static inline __attribute__((always_inline)) void twin_loop_16(const uint16_t *x, uint16_t *y, size_t n)
{
    for (size_t i = 0; i < n; i++)
        y[i] = bf16_from_f32(1.0f / (1.0f + expf(-bf16_to_f32(x[i]))));
}

static void twin_a_f32(const float *x, float *y, size_t n, const params *p)
{
    (void)p;
    (void)tag_a;
    twin_loop_f32(x, y, n);
}

static void twin_b_f32(const float *x, float *y, size_t n, const params *p)
{
    (void)p;
    (void)tag_b;
    twin_loop_f32(x, y, n);
}

static void twin_a_f64(const double *x, double *y, size_t n, const params *p)
{
    (void)p;
    (void)tag_a;
    twin_loop_f64(x, y, n);
}

static void twin_b_f64(const double *x, double *y, size_t n, const params *p)
{
    (void)p;
    (void)tag_b;
    twin_loop_f64(x, y, n);
}

static void twin_a_16(const uint16_t *x, uint16_t *y, size_t n, const params *p)
{
    (void)p;
    (void)tag_a;
    twin_loop_16(x, y, n);
}

static void twin_b_16(const uint16_t *x, uint16_t *y, size_t n, const params *p)
{
    (void)p;
    (void)tag_b;
    twin_loop_16(x, y, n);
}

const char *const fixture_names[FIXTURE_COUNT] = {"memcpy/libc", "twin/a", "twin/b"};

/* Nobody's accuracy is asked for. */
static const function copy = {.name = "memcpy"}, twin = {.name = "twin"};

const implementation fixtures[DTYPE_COUNT][FIXTURE_COUNT] = {
    [DTYPE_F32] =
        {{.name = "memcpy/libc", .function = &copy, .variant = "libc", .dtype = DTYPE_F32, .kernel.f32 = copy_f32},
         {.name = "twin/a", .function = &twin, .variant = "a", .dtype = DTYPE_F32, .kernel.f32 = twin_a_f32},
         {.name = "twin/b", .function = &twin, .variant = "b", .dtype = DTYPE_F32, .kernel.f32 = twin_b_f32}},
    [DTYPE_F64] =
        {{.name = "memcpy/libc", .function = &copy, .variant = "libc", .dtype = DTYPE_F64, .kernel.f64 = copy_f64},
         {.name = "twin/a", .function = &twin, .variant = "a", .dtype = DTYPE_F64, .kernel.f64 = twin_a_f64},
         {.name = "twin/b", .function = &twin, .variant = "b", .dtype = DTYPE_F64, .kernel.f64 = twin_b_f64}},
    [DTYPE_F16] =
        {{.name = "memcpy/libc", .function = &copy, .variant = "libc", .dtype = DTYPE_F16, .kernel.f16 = copy_16},
         {.name = "twin/a", .function = &twin, .variant = "a", .dtype = DTYPE_F16, .kernel.f16 = twin_a_16},
         {.name = "twin/b", .function = &twin, .variant = "b", .dtype = DTYPE_F16, .kernel.f16 = twin_b_16}},
    [DTYPE_BF16] =
        {{.name = "memcpy/libc", .function = &copy, .variant = "libc", .dtype = DTYPE_BF16, .kernel.bf16 = copy_16},
         {.name = "twin/a", .function = &twin, .variant = "a", .dtype = DTYPE_BF16, .kernel.bf16 = twin_a_16},
         {.name = "twin/b", .function = &twin, .variant = "b", .dtype = DTYPE_BF16, .kernel.bf16 = twin_b_16}},
};

bool fixture_is(const char *impl)
{
    for (fixture i = 0; i < FIXTURE_COUNT; i++)
        if (strcmp(fixture_names[i], impl) == 0)
            return true;
    return false;
}
