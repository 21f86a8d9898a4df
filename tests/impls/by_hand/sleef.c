/* SLEEF as its user calls it: a loop of intrinsics over whole vectors. */
#include <immintrin.h>
#include <sleef.h>
#include <stddef.h>

#ifdef __AVX512F__
typedef __m512 vector;
#define LOAD      _mm512_loadu_ps
#define STORE     _mm512_storeu_ps
#define SLEEF(f)  Sleef_##f##f16_u10avx512f
#define ONE       _mm512_set1_ps(1)
#define ELU(x, e) _mm512_mask_blend_ps(_mm512_cmp_ps_mask(x, _mm512_setzero_ps(), _CMP_LT_OQ), x, e)
#else
typedef __m256 vector;
#define LOAD      _mm256_loadu_ps
#define STORE     _mm256_storeu_ps
#define SLEEF(f)  Sleef_##f##f8_u10avx2
#define ONE       _mm256_set1_ps(1)
#define ELU(x, e) _mm256_blendv_ps(x, e, _mm256_cmp_ps(x, _mm256_setzero_ps(), _CMP_LT_OQ))
#endif
enum { LANES = sizeof(vector) / sizeof(float) };

#define BY_HAND(name, expression)                                                                                      \
    void name(const float *from, float *to, size_t n)                                                                  \
    {                                                                                                                  \
        for (size_t i = 0; i < n; i += LANES) {                                                                        \
            const vector x = LOAD(from + i);                                                                           \
            STORE(to + i, expression);                                                                                 \
        }                                                                                                              \
    }

BY_HAND(sigmoid, ONE / (ONE + SLEEF(exp)(-x)))
BY_HAND(tanh_, SLEEF(tanh)(x))
BY_HAND(exp_, SLEEF(exp)(x))
BY_HAND(elu, ELU(x, SLEEF(expm1)(x)))
