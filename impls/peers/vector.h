/* Kernels on a library of vector functions: an expression in a vector v, for the widest vector that the machine has,
 * and for AVX2's. */
#ifndef ACTBENCH_PEERS_VECTOR_H
#define ACTBENCH_PEERS_VECTOR_H

#include "../dispatch.h"
#include "text.h"

#include <immintrin.h>
#include <string.h>

typedef real vector512 __attribute__((vector_size(64)));
typedef real vector256 __attribute__((vector_size(32)));
typedef real vector128 __attribute__((vector_size(16)));

/* left > right ? a : b in each lane, by the instruction that each width has for it. */
__attribute__((always_inline)) TARGET_AVX512 static inline vector512 greater_512(vector512 left, vector512 right,
                                                                                 vector512 a, vector512 b)
{
#ifdef ACTBENCH_REAL_F32
    const __mmask16 greater = _mm512_cmp_ps_mask((__m512)left, (__m512)right, _CMP_GT_OQ);
    return (vector512)_mm512_mask_blend_ps(greater, (__m512)b, (__m512)a);
#else
    const __mmask8 greater = _mm512_cmp_pd_mask((__m512d)left, (__m512d)right, _CMP_GT_OQ);
    return (vector512)_mm512_mask_blend_pd(greater, (__m512d)b, (__m512d)a);
#endif
}

__attribute__((always_inline)) TARGET_AVX2 static inline vector256 greater_256(vector256 left, vector256 right,
                                                                               vector256 a, vector256 b)
{
#ifdef ACTBENCH_REAL_F32
    return (vector256)_mm256_blendv_ps((__m256)b, (__m256)a, (__m256)(left > right));
#else
    return (vector256)_mm256_blendv_pd((__m256d)b, (__m256d)a, (__m256d)(left > right));
#endif
}

__attribute__((always_inline)) static inline vector128 greater_128(vector128 left, vector128 right, vector128 a,
                                                                   vector128 b)
{
    const __typeof__(left > right) mask = left > right;
    return (vector128)((mask & (__typeof__(mask))a) | (~mask & (__typeof__(mask))b));
}

/* The one of three functions that takes vectors as wide as v. */
#define VECTOR_OF(v, of512, of256, of128) _Generic((v), vector512 : of512, vector256 : of256, vector128 : of128)

#define vector_greater(left, right, a, b) VECTOR_OF(left, greater_512, greater_256, greater_128)(left, right, a, b)

/* v > 0 ? a : b, v < 0 ? a : b, |v| */
#define vector_positive(v, a, b) vector_greater(v, (__typeof__(v)){0}, a, b)
#define vector_negative(v, a, b) vector_greater((__typeof__(v)){0}, v, a, b)
#define vector_abs(v)            vector_positive(v, v, -(v))

/* Defines a kernel on the library call f = `call`, an expression in the vector v of inputs: y is set to
 * `value`, an expression in f, v and the number alpha. Inputs are read again after the call, which is cheaper than to
 * keep them on the stack meanwhile: the library preserves no vector register. The last few elements go through a
 * vector padded with zeros. */
#define VECTOR_LOOP(kernel, target, vector, call, value)                                                               \
    target static void kernel(const real *x, real *y, size_t n, const params *p)                                       \
    {                                                                                                                  \
        enum { LANES = sizeof(vector) / sizeof(real) };                                                                \
        const real alpha = (real)p->alpha;                                                                             \
        (void)alpha;                                                                                                   \
        size_t i = 0;                                                                                                  \
        vector v;                                                                                                      \
        for (; i + LANES <= n; i += LANES) {                                                                           \
            memcpy(&v, x + i, sizeof v);                                                                               \
            const vector f = call;                                                                                     \
            memcpy(&v, x + i, sizeof v);                                                                               \
            const vector result = value;                                                                               \
            memcpy(y + i, &result, sizeof v);                                                                          \
        }                                                                                                              \
        if (i < n) {                                                                                                   \
            memset(&v, 0, sizeof v);                                                                                   \
            memcpy(&v, x + i, (n - i) * sizeof(real));                                                                 \
            const vector f = call;                                                                                     \
            const vector result = value;                                                                               \
            memcpy(y + i, &result, (n - i) * sizeof(real));                                                            \
        }                                                                                                              \
    }

#define VECTOR_KERNEL(kernel, call, value)                                                                             \
    VECTOR_LOOP(kernel##_avx512, TARGET_AVX512, vector512, call, value)                                                \
    VECTOR_LOOP(kernel##_avx2, TARGET_AVX2, vector256, call, value)                                                    \
    VECTOR_LOOP(kernel##_baseline, , vector128, call, value)                                                           \
    SIMD_DISPATCH(kernel)

/* Declares a library's functions, one for each width. */
#define VECTOR_DECLARE(of512, of256, of128)                                                                            \
    TARGET_AVX512 extern vector512 of512(vector512);                                                                   \
    TARGET_AVX2 extern vector256 of256(vector256);                                                                     \
    extern vector128 of128(vector128)

#define VECTOR_CALL(v, of512, of256, of128) VECTOR_OF(v, of512, of256, of128)(v)

/* Registers such a kernel of the library `of`, and its version for AVX2 beside it. */
#define REGISTER_VECTOR(of, implementation_name, operation, kernel, ...)                                               \
    REGISTER_REAL(implementation_name, operation, kernel, .origin = ORIGIN_PEER, .library = of, __VA_ARGS__);          \
    REGISTER_REAL(implementation_name "@avx2", operation, kernel##_avx2, .isa = "avx2 fma", .origin = ORIGIN_PEER,     \
                  .library = of, __VA_ARGS__)

#endif
