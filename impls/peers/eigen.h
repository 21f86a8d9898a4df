/* Eigen (C++): G. Guennebaud, B. Jacob and others, Eigen 3, https://eigen.tuxfamily.org. Its vector width is
 * fixed when it is compiled, so the shim is compiled for each instruction set and the best is called. */
#ifndef ACTBENCH_PEERS_EIGEN_H
#define ACTBENCH_PEERS_EIGEN_H

#include <stddef.h>

/* The array expressions of the shim. */
typedef enum eigen_expression {
    EIGEN_EXP,
    EIGEN_EXPM1,
    EIGEN_LOG1P,
    EIGEN_TANH,
    EIGEN_SIGMOID,
    EIGEN_RELU,
    EIGEN_LEAKY_RELU,
    EIGEN_ELU
} eigen_expression;

typedef void eigen_f32(eigen_expression which, const float *x, float *y, size_t n, double alpha);
typedef void eigen_f64(eigen_expression which, const double *x, double *y, size_t n, double alpha);

#ifdef __cplusplus
extern "C" {
#endif
extern eigen_f32 eigen_f32_avx512, eigen_f32_avx2, eigen_f32_baseline;
extern eigen_f64 eigen_f64_avx512, eigen_f64_avx2, eigen_f64_baseline;
#ifdef __cplusplus
}
#else
#include "../dispatch.h"

#ifdef ACTBENCH_REAL_F32
#define EIGEN_ON(isa) eigen_f32_##isa
#else
#define EIGEN_ON(isa) eigen_f64_##isa
#endif

#define EIGEN_KERNEL(which, isa)                                                                                       \
    static void which##_kernel_##isa(const real *x, real *y, size_t n, const params *p)                                \
    {                                                                                                                  \
        EIGEN_ON(isa)(which, x, y, n, p->alpha);                                                                       \
    }

#if defined(ACTBENCH_HAVE_EIGEN) && defined(__x86_64__)
#define REGISTER_REAL_EIGEN(implementation_name, which, ...)                                                           \
    EIGEN_KERNEL(which, avx512)                                                                                        \
    EIGEN_KERNEL(which, avx2)                                                                                          \
    EIGEN_KERNEL(which, baseline)                                                                                      \
    SIMD_DISPATCH(which##_kernel)                                                                                      \
    REGISTER_REAL(implementation_name, OP_FORWARD, which##_kernel, .origin = ORIGIN_PEER,                              \
                  .library = "Eigen " ACTBENCH_EIGEN_VERSION, __VA_ARGS__);                                            \
    REGISTER_REAL(implementation_name "@avx2", OP_FORWARD, which##_kernel_avx2, .isa = "avx2 fma",                     \
                  .origin = ORIGIN_PEER, .library = "Eigen " ACTBENCH_EIGEN_VERSION, __VA_ARGS__)
#else
#define REGISTER_REAL_EIGEN(implementation_name, which, ...)                                                           \
    REGISTER(.name = implementation_name, .op = OP_FORWARD, .dtype = ACTBENCH_REAL_DTYPE,                              \
             .missing = "built without Eigen (Debian: libeigen3-dev g++)", .origin = ORIGIN_PEER, __VA_ARGS__)
#endif
#endif

#endif
