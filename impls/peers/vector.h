/* Kernels on a library of vector functions: an expression in a vector v, for the widest vector that the
 * machine has. */
#ifndef ACTBENCH_PEERS_VECTOR_H
#define ACTBENCH_PEERS_VECTOR_H

#include "../dispatch.h"

#include <string.h>

typedef real vector512 __attribute__((vector_size(64)));
typedef real vector256 __attribute__((vector_size(32)));
typedef real vector128 __attribute__((vector_size(16)));

/* mask ? a : b in each lane, where mask comes from a comparison. */
#define vector_select(mask, a, b)                                                                                      \
    ((__typeof__(a))(((mask) & (__typeof__(mask))(a)) | (~(mask) & (__typeof__(mask))(b))))

#define vector_abs(v) vector_select((v) < 0, -(v), v)

/* Defines a kernel on the library call f = `call`, an expression in the vector v of inputs: y is set to
 * `value`, an expression in f, v and the number alpha. The last few elements go through a vector padded with
 * zeros. */
#define VECTOR_LOOP(kernel, target, vector, call, value)                                                               \
    target static void kernel(const real *x, real *y, size_t n, const params *p)                                       \
    {                                                                                                                  \
        enum { LANES = sizeof(vector) / sizeof(real) };                                                                \
        const real alpha = (real)p->alpha;                                                                             \
        (void)alpha;                                                                                                   \
        for (size_t i = 0; i < n; i += LANES) {                                                                        \
            const size_t bytes = (n - i < LANES ? n - i : LANES) * sizeof(real);                                       \
            vector v = {0};                                                                                            \
            if (bytes == sizeof v)                                                                                     \
                memcpy(&v, x + i, sizeof v);                                                                           \
            else                                                                                                       \
                memcpy(&v, x + i, bytes);                                                                              \
            const vector f = call;                                                                                     \
            const vector result = value;                                                                               \
            if (bytes == sizeof v)                                                                                     \
                memcpy(y + i, &result, sizeof v);                                                                      \
            else                                                                                                       \
                memcpy(y + i, &result, bytes);                                                                         \
        }                                                                                                              \
    }

#define VECTOR_KERNEL(kernel, call, value)                                                                             \
    VECTOR_LOOP(kernel##_avx512, TARGET_AVX512, vector512, call, value)                                                \
    VECTOR_LOOP(kernel##_avx2, TARGET_AVX2, vector256, call, value)                                                    \
    VECTOR_LOOP(kernel##_baseline, , vector128, call, value)                                                           \
    SIMD_DISPATCH(kernel)

/* Declares a library's functions, one for each width, and the type-generic call that picks one by its
 * argument. */
#define VECTOR_DECLARE(of512, of256, of128)                                                                            \
    TARGET_AVX512 extern vector512 of512(vector512);                                                                   \
    TARGET_AVX2 extern vector256 of256(vector256);                                                                     \
    extern vector128 of128(vector128)

#define VECTOR_CALL(v, of512, of256, of128) _Generic((v), vector512 : of512, vector256 : of256, vector128 : of128)(v)

#endif
