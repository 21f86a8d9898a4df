/* Two ways to compute a function in f16 and bf16: in f32 with one rounding at the end, and by a table of all
 * 65,536 results. */
#ifndef ACTBENCH_HALF_H
#define ACTBENCH_HALF_H

#include "registry/implementation.h"

#include <pthread.h>

enum { HALF_PATTERNS = 1 << 16 };

static inline void half_look_up(const uint16_t *table, const uint16_t *x, uint16_t *y, size_t n)
{
    for (size_t i = 0; i < n; i++)
        y[i] = table[x[i]];
}

/* Registers single(x), a function of a float, as FUNCTION/through_f32 and exact(x), one of a double, as
 * FUNCTION/table in one format. The table is filled at its first use; from double its results are rounded
 * once too. */
#define REGISTER_HALF(format, type, function, operation, single, exact)                                                \
    static void single##_##format(const uint16_t *x, uint16_t *y, size_t n, const params *p)                           \
    {                                                                                                                  \
        (void)p;                                                                                                       \
        for (size_t i = 0; i < n; i++)                                                                                 \
            y[i] = format##_from_f32(single(format##_to_f32(x[i])));                                                   \
    }                                                                                                                  \
    REGISTER(.name = function "/through_f32", .op = operation, .dtype = type, .kernel.format = single##_##format,      \
             .source = "in f32, rounded once");                                                                        \
                                                                                                                       \
    static uint16_t exact##_##format##_table[HALF_PATTERNS];                                                           \
    static pthread_once_t exact##_##format##_once = PTHREAD_ONCE_INIT;                                                 \
    static void exact##_##format##_fill(void)                                                                          \
    {                                                                                                                  \
        for (int i = 0; i < HALF_PATTERNS; i++)                                                                        \
            exact##_##format##_table[i] = format##_from_f64(exact((double)format##_to_f32((uint16_t)i)));              \
    }                                                                                                                  \
    static void exact##_##format(const uint16_t *x, uint16_t *y, size_t n, const params *p)                            \
    {                                                                                                                  \
        (void)p;                                                                                                       \
        pthread_once(&exact##_##format##_once, exact##_##format##_fill);                                               \
        half_look_up(exact##_##format##_table, x, y, n);                                                               \
    }                                                                                                                  \
    REGISTER(.name = function "/table", .origin = ORIGIN_OURS, .op = operation, .dtype = type,                         \
             .kernel.format = exact##_##format, .source = "all 65,536 results, from double", .bound_ulp = 0.5)

/* In both formats. */
#define REGISTER_HALVES(function, operation, single, exact)                                                            \
    REGISTER_HALF(f16, DTYPE_F16, function, operation, single, exact);                                                 \
    REGISTER_HALF(bf16, DTYPE_BF16, function, operation, single, exact)

#endif
