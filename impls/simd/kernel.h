/* How a vector kernel is written and registered. The build compiles each file that includes this header once
 * per instruction set (see vector.h); every copy is an implementation of its own, "sigmoid/fast@avx2", and
 * the portable copy adds "sigmoid/fast", which calls the best one that the machine has.
 *
 *     static f32v sigmoid(f32v x, f32v unused) { ... }
 *     static void forward(const float *x, float *y, size_t n, const params *p)
 *     {
 *         f32_map(x, y, n, sigmoid, 0);
 *     }
 *     VECTOR_KERNEL(sigmoid_fast_forward, f32, forward, "sigmoid/fast", OP_FORWARD,
 *                   .source = "...", .bound_ulp = 4);
 *
 * The first argument becomes the global name of the kernel, with the instruction set behind it. */
#ifndef ACTBENCH_SIMD_KERNEL_H
#define ACTBENCH_SIMD_KERNEL_H

#include "dispatch.h"
#include "map.h"
#include "registry/implementation.h"

#define VECTOR_REAL_f32  float
#define VECTOR_REAL_f64  double
#define VECTOR_DTYPE_f32 DTYPE_F32
#define VECTOR_DTYPE_f64 DTYPE_F64

#define VECTOR_KERNEL(id, type, function, full_name, operation, ...)                                                   \
    VECTOR_KERNEL_BY(ORIGIN_OURS, id, type, function, full_name, operation, __VA_ARGS__)
#define VECTOR_KERNEL_BY(made_by, id, type, function, full_name, operation, ...)                                       \
    VECTOR_KERNEL_ON(made_by, id, VECTOR_ISA, type, function, full_name, operation, __VA_ARGS__)
#define VECTOR_KERNEL_ON(made_by, id, set, ...) VECTOR_KERNEL_AS(made_by, id, set, __VA_ARGS__)
#define VECTOR_KERNEL_AS(made_by, id, set, type, function, full_name, operation, ...)                                  \
    kernel_##type id##_##set;                                                                                          \
    void id##_##set(const VECTOR_REAL_##type *x, VECTOR_REAL_##type *y, size_t n, const params *p)                     \
    {                                                                                                                  \
        function(x, y, n, p);                                                                                          \
    }                                                                                                                  \
    REGISTER(.name = full_name "@" #set, .op = operation, .dtype = VECTOR_DTYPE_##type, .kernel.type = id##_##set,     \
             .isa = VECTOR_ISA_NEEDS, .origin = made_by, __VA_ARGS__);                                                 \
    VECTOR_DISPATCH(made_by, id, type, full_name, operation, __VA_ARGS__)

#if defined ACTBENCH_ISA_AVX512 || defined ACTBENCH_ISA_AVX2 || defined ACTBENCH_ISA_NEON
#define VECTOR_DISPATCH(made_by, id, type, full_name, operation, ...) _Static_assert(1, "the portable copy dispatches")
#elif defined __x86_64__
#define VECTOR_DISPATCH(made_by, id, type, full_name, operation, ...)                                                  \
    kernel_##type id##_avx512, id##_avx2;                                                                              \
    static void id##_best(const VECTOR_REAL_##type *x, VECTOR_REAL_##type *y, size_t n, const params *p)               \
    {                                                                                                                  \
        if (runs_avx512())                                                                                             \
            id##_avx512(x, y, n, p);                                                                                   \
        else if (runs_avx2())                                                                                          \
            id##_avx2(x, y, n, p);                                                                                     \
        else                                                                                                           \
            id##_portable(x, y, n, p);                                                                                 \
    }                                                                                                                  \
    REGISTER(.name = full_name, .op = operation, .dtype = VECTOR_DTYPE_##type, .kernel.type = id##_best,               \
             .origin = made_by, __VA_ARGS__)
#elif defined __aarch64__
/* Advanced SIMD is a part of what compilers for AArch64 take for given. */
#define VECTOR_DISPATCH(made_by, id, type, full_name, operation, ...)                                                  \
    kernel_##type id##_neon;                                                                                           \
    REGISTER(.name = full_name, .op = operation, .dtype = VECTOR_DTYPE_##type, .kernel.type = id##_neon,               \
             .origin = made_by, __VA_ARGS__)
#else
#define VECTOR_DISPATCH(made_by, id, type, full_name, operation, ...)                                                  \
    REGISTER(.name = full_name, .op = operation, .dtype = VECTOR_DTYPE_##type, .kernel.type = id##_portable,           \
             .origin = made_by, __VA_ARGS__)
#endif

#endif
