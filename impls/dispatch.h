/* One source, one kernel for each width of vector, and the widest one that the machine has called: what a
 * library's user gets from it on that machine. */
#ifndef ACTBENCH_DISPATCH_H
#define ACTBENCH_DISPATCH_H

#include "registry/implementation.h"

#include <stdbool.h>

#ifdef __x86_64__
#define TARGET_AVX512 __attribute__((target("avx512f,avx512dq,avx512bw,avx512vl")))
#define TARGET_AVX2   __attribute__((target("avx2,fma")))

/* The compiler's record of the processor is filled before main and constant after: asking costs a few loads. */
static inline bool runs_avx512(void)
{
    return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") &&
           __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl");
}

static inline bool runs_avx2(void)
{
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
}

/* Defines `kernel`, which calls the first of kernel_avx512, kernel_avx2 and kernel_baseline that the machine
 * can run. */
#define SIMD_DISPATCH(kernel)                                                                                          \
    static void kernel(const real *x, real *y, size_t n, const params *p)                                              \
    {                                                                                                                  \
        if (runs_avx512())                                                                                             \
            kernel##_avx512(x, y, n, p);                                                                               \
        else if (runs_avx2())                                                                                          \
            kernel##_avx2(x, y, n, p);                                                                                 \
        else                                                                                                           \
            kernel##_baseline(x, y, n, p);                                                                             \
    }
#endif

#endif
