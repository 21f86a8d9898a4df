#include "speed/fixtures.h"

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

/* Each twin reads a word of its own on every call: no compiler or linker may fold two functions that do so.
 */
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

const implementation fixtures[DTYPE_COUNT][FIXTURE_COUNT] = {
    [DTYPE_F32] = {{.name = "memcpy/libc", .dtype = DTYPE_F32, .kernel.f32 = copy_f32},
                   {.name = "twin/a", .dtype = DTYPE_F32, .kernel.f32 = twin_a_f32},
                   {.name = "twin/b", .dtype = DTYPE_F32, .kernel.f32 = twin_b_f32}},
    [DTYPE_F64] = {{.name = "memcpy/libc", .dtype = DTYPE_F64, .kernel.f64 = copy_f64},
                   {.name = "twin/a", .dtype = DTYPE_F64, .kernel.f64 = twin_a_f64},
                   {.name = "twin/b", .dtype = DTYPE_F64, .kernel.f64 = twin_b_f64}},
};
