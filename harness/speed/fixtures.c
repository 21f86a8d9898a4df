#include "speed/fixtures.h"

#include "reference/function.h"
#include "support/hot.h"

#include <math.h>
#include <string.h>
#ifdef __x86_64__
#include <emmintrin.h>
#endif

/* The kernels of each dtype from a function of bytes. */
#define ON_BYTES(kernel, function)                                                                                     \
    static void kernel##_f32(const float *x, float *y, size_t n, const params *p)                                      \
    {                                                                                                                  \
        (void)p;                                                                                                       \
        function(x, y, n * sizeof *x);                                                                                 \
    }                                                                                                                  \
    static void kernel##_f64(const double *x, double *y, size_t n, const params *p)                                    \
    {                                                                                                                  \
        (void)p;                                                                                                       \
        function(x, y, n * sizeof *x);                                                                                 \
    }                                                                                                                  \
    static void kernel##_16(const uint16_t *x, uint16_t *y, size_t n, const params *p)                                 \
    {                                                                                                                  \
        (void)p;                                                                                                       \
        function(x, y, n * sizeof *x);                                                                                 \
    }

/* Each twin reads a word of its own on every call: no compiler or linker may fold two functions that do so. */
static const volatile int tag_a = 1, tag_b = 2;

typedef uint32_t vector __attribute__((vector_size(64)));

/* Masks all elements; the compiler must not find a memcpy in it. */
static inline __attribute__((always_inline)) void mask_vectors(const char *x, char *y, size_t bytes, uint32_t mask)
{
    size_t i = 0;
    for (; i + sizeof(vector) <= bytes; i += sizeof(vector)) {
        vector v;
        memcpy(&v, x + i, sizeof v);
        v &= mask;
        memcpy(y + i, &v, sizeof v);
        __asm__ volatile("" ::: "memory");
    }
    if (i < bytes)
        memcpy(y + i, x + i, bytes - i);
}

static void library_bytes(const void *x, void *y, size_t bytes)
{
    memcpy(y, x, bytes);
}

HOT static void plain_bytes(const void *x, void *y, size_t bytes)
{
    mask_vectors(x, y, bytes, UINT32_MAX);
}

HOT static void masked_a(const void *x, void *y, size_t bytes)
{
    (void)tag_a;
    mask_vectors(x, y, bytes, INT32_MAX);
}

HOT static void masked_b(const void *x, void *y, size_t bytes)
{
    (void)tag_b;
    mask_vectors(x, y, bytes, INT32_MAX);
}

/* A line at a time past the caches. Once a page it has the next page's addresses translated, where prefetchers stop. */
static inline __attribute__((always_inline)) void stream_lines(const char *x, char *y, size_t bytes)
{
    size_t i = 0;
#ifdef __x86_64__
    enum { PAGE = 4096, QUARTER = sizeof(__m128i) };
    const size_t before = (size_t)(-(uintptr_t)y % CACHE_LINE);
    if (before <= bytes) {
        memcpy(y, x, before);
        for (i = before; i + CACHE_LINE <= bytes; i += CACHE_LINE) {
            if ((uintptr_t)(y + i) % PAGE < CACHE_LINE) {
                __builtin_prefetch(x + i + PAGE);
                __builtin_prefetch(y + i + PAGE, 1);
            }
            for (size_t k = 0; k < CACHE_LINE; k += QUARTER)
                _mm_stream_si128((__m128i *)(void *)(y + i + k),
                                 _mm_loadu_si128((const __m128i *)(const void *)(x + i + k)));
        }
        _mm_sfence();
    }
#endif
    memcpy(y + i, x + i, bytes - i);
}

static void stream_bytes(const void *x, void *y, size_t bytes)
{
    stream_lines(x, y, bytes);
}

static void streamed_a(const void *x, void *y, size_t bytes)
{
    (void)tag_a;
    stream_lines(x, y, bytes);
}

static void streamed_b(const void *x, void *y, size_t bytes)
{
    (void)tag_b;
    stream_lines(x, y, bytes);
}

ON_BYTES(copy, library_bytes)
ON_BYTES(plain, plain_bytes)
ON_BYTES(stream, stream_bytes)
ON_BYTES(vector_a, masked_a)
ON_BYTES(vector_b, masked_b)
ON_BYTES(stream_a, streamed_a)
ON_BYTES(stream_b, streamed_b)

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

const char *const fixture_names[FIXTURE_COUNT] = {"memcpy/libc",   "copy/plain",    "copy/stream",
                                                  "twin/a",        "twin/b",        "twin/vector_a",
                                                  "twin/vector_b", "twin/stream_a", "twin/stream_b"};

/* Nobody's accuracy is asked for. */
static const function c_library = {.name = "memcpy"}, copies = {.name = "copy"}, twins = {.name = "twin"};

/* NOLINTBEGIN(bugprone-macro-parentheses): members and kernels by their names. */
#define FIXTURE(full_name, of, of_variant, type, member, kernel_name)                                                  \
    {                                                                                                                  \
        .name = full_name, .function = &(of), .variant = of_variant, .dtype = type, .kernel.member = kernel_name       \
    }
/* NOLINTEND(bugprone-macro-parentheses) */
#define FIXTURES(type, member, suffix)                                                                                 \
    [type] = {                                                                                                         \
        FIXTURE("memcpy/libc", c_library, "libc", type, member, copy_##suffix),                                        \
        FIXTURE("copy/plain", copies, "plain", type, member, plain_##suffix),                                          \
        FIXTURE("copy/stream", copies, "stream", type, member, stream_##suffix),                                       \
        FIXTURE("twin/a", twins, "a", type, member, twin_a_##suffix),                                                  \
        FIXTURE("twin/b", twins, "b", type, member, twin_b_##suffix),                                                  \
        FIXTURE("twin/vector_a", twins, "vector_a", type, member, vector_a_##suffix),                                  \
        FIXTURE("twin/vector_b", twins, "vector_b", type, member, vector_b_##suffix),                                  \
        FIXTURE("twin/stream_a", twins, "stream_a", type, member, stream_a_##suffix),                                  \
        FIXTURE("twin/stream_b", twins, "stream_b", type, member, stream_b_##suffix),                                  \
    }

const implementation fixtures[DTYPE_COUNT][FIXTURE_COUNT] = {
    FIXTURES(DTYPE_F32, f32, f32), FIXTURES(DTYPE_F64, f64, f64), FIXTURES(DTYPE_F16, f16, 16),
    FIXTURES(DTYPE_BF16, bf16, 16)};

/* FIXTURE_COUNT for none of them. */
static fixture fixture_find(const char *impl)
{
    fixture i = 0;
    while (i < FIXTURE_COUNT && strcmp(fixture_names[i], impl) != 0)
        i++;
    return i;
}

bool fixture_is(const char *impl)
{
    return fixture_find(impl) < FIXTURE_COUNT;
}

static bool is_second_twin(fixture which)
{
    return which == FIXTURE_TWIN_B || which == FIXTURE_VECTOR_TWIN_B || which == FIXTURE_STREAM_TWIN_B;
}

bool fixture_is_second_twin(const char *impl)
{
    return is_second_twin(fixture_find(impl));
}

bool fixture_is_apt(fixture which, const workload *load, dtype type)
{
    const bool copies_apt = load->mode != MODE_LATENCY;
    switch (which) {
    case FIXTURE_COPY:
    case FIXTURE_PLAIN_COPY:
        return copies_apt;
    case FIXTURE_STREAM_COPY:
    case FIXTURE_STREAM_TWIN_A:
    case FIXTURE_STREAM_TWIN_B:
        return copies_apt && workload_level(load->n, type) == LEVEL_MEMORY;
    default:
        return true;
    }
}

fixture fixture_reference(fixture which, const workload *load)
{
    return is_second_twin(which) ? which - 1 : load->mode == MODE_LATENCY ? FIXTURE_TWIN_A : FIXTURE_COPY;
}
