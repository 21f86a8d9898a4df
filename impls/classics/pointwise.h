/* Classic approximations are a few operations on each element: written as a function of one element, they are
 * vectorised by the compiler, so that their speed is shown fairly. */
#ifndef ACTBENCH_CLASSICS_POINTWISE_H
#define ACTBENCH_CLASSICS_POINTWISE_H

#include "../dispatch.h"

/* Defines a kernel that applies `value`, an expression in x[i], alpha and beta, to each element. */
#define SIMD_LOOP(kernel, target, value)                                                                               \
    target static void kernel(const real *x, real *y, size_t n, const params *p)                                       \
    {                                                                                                                  \
        const real alpha = (real)p->alpha, beta = (real)p->beta;                                                       \
        (void)alpha, (void)beta;                                                                                       \
        _Pragma("omp simd") for (size_t i = 0; i < n; i++) y[i] = value;                                               \
    }

#ifdef __x86_64__
#define SIMD_KERNEL(kernel, value)                                                                                     \
    SIMD_LOOP(kernel##_avx512, TARGET_AVX512, value)                                                                   \
    SIMD_LOOP(kernel##_avx2, TARGET_AVX2, value)                                                                       \
    SIMD_LOOP(kernel##_baseline, , value)                                                                              \
    SIMD_DISPATCH(kernel)
#else
#define SIMD_KERNEL(kernel, value) SIMD_LOOP(kernel, , value)
#endif

/* As REGISTER_POINTWISE and its forms with a parameter, vectorised. `point` has to be declared CLASSIC. */
#define REGISTER_POINTWISE_SIMD(implementation_name, operation, point, ...)                                            \
    SIMD_KERNEL(point##_kernel, point(x[i]))                                                                           \
    REGISTER_REAL(implementation_name, operation, point##_kernel, .origin = ORIGIN_CLASSIC, __VA_ARGS__)

#define REGISTER_POINTWISE_SIMD_ALPHA(implementation_name, operation, point, ...)                                      \
    SIMD_KERNEL(point##_kernel, point(x[i], alpha))                                                                    \
    REGISTER_REAL(implementation_name, operation, point##_kernel, .origin = ORIGIN_CLASSIC, __VA_ARGS__)

#define REGISTER_POINTWISE_SIMD_BETA(implementation_name, operation, point, ...)                                       \
    SIMD_KERNEL(point##_kernel, point(x[i], beta))                                                                     \
    REGISTER_REAL(implementation_name, operation, point##_kernel, .origin = ORIGIN_CLASSIC, __VA_ARGS__)

/* Inlined whatever the instruction set of the kernel around it. */
#define CLASSIC __attribute__((always_inline)) static inline real

/* x held within [low, high]; a NaN becomes low, as a conversion to an integer needs. */
CLASSIC held(real x, real low, real high)
{
    return x > low ? (x < high ? x : high) : low;
}

/* c[0] + c[1] x + ... + c[degree] x^degree. */
CLASSIC horner(const double *c, int degree, real x)
{
    real sum = (real)c[degree];
    for (int i = degree - 1; i >= 0; i--)
        sum = sum * x + (real)c[i];
    return sum;
}

/* The same with fused steps, for sources that have them. */
CLASSIC fused_horner(const double *c, int degree, real x)
{
    real sum = (real)c[degree];
    for (int i = degree - 1; i >= 0; i--)
        sum = fma(sum, x, (real)c[i]);
    return sum;
}

#endif
