/* A textbook loop as its users compile it: -O3 -ffast-math and the vector width of the machine. The build compiles each
 * file NAME_auto.c once per dtype and instruction set; the portable copy adds the name that calls the best of them. */
#ifndef ACTBENCH_AUTO_H
#define ACTBENCH_AUTO_H

#include "simd/kernel.h"

#define AUTO_JOIN(id, member)  AUTO_JOIN_(id, member)
#define AUTO_JOIN_(id, member) id##_##member

/* Registers y = value, an expression in the numbers x, alpha and beta. The compiler's loop over the last elements calls scalar
 * functions, whose results are others than the vector loop's. */
#define AUTO_KERNEL(id, full_name, operation, value, ...)                                                              \
    static void id(const real *in, real *out, size_t n, const params *p)                                               \
    {                                                                                                                  \
        const real alpha = (real)p->alpha, beta = (real)p->beta;                                                       \
        (void)alpha, (void)beta;                                                                                       \
        _Pragma("omp simd") for (size_t i = 0; i < n; i++)                                                             \
        {                                                                                                              \
            const real x = in[i];                                                                                      \
            out[i] = value;                                                                                            \
        }                                                                                                              \
    }                                                                                                                  \
    VECTOR_KERNEL_BY(ORIGIN_TEXTBOOK, AUTO_JOIN(id, ACTBENCH_REAL_MEMBER), ACTBENCH_REAL_MEMBER, id, full_name,        \
                     operation, .varies_by_place = true, __VA_ARGS__)

#endif
