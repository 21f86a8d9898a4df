/* The vectors of AVX-512 (F, DQ and VL): 16 floats or 8 doubles. What the functions mean is said in vector.h. */
#ifndef ACTBENCH_SIMD_AVX512_H
#define ACTBENCH_SIMD_AVX512_H

#include <immintrin.h>
#include <stddef.h>
#include <stdint.h>

#define VECTOR_ISA       avx512
#define VECTOR_ISA_NEEDS "avx512f avx512dq avx512vl"
#define VECTOR_FUSED     1

typedef __m512 f32v;
typedef __m512i i32v;
typedef __mmask16 m32v;
typedef __m512 f32_table;

typedef __m512d f64v;
typedef __m512i i64v;
typedef __mmask8 m64v;
typedef __m512d f64_table;

enum { F32_LANES = 16, F64_LANES = 8, VECTOR_BYTES = 64, VECTOR_REGISTERS = 32 };
enum { f32_rough_reciprocal = 1, f64_rough_reciprocal = 0 };

INLINE f32v f32_set(float c)
{
    return _mm512_set1_ps(c);
}

INLINE f32v f32_load(const float *p)
{
    return _mm512_loadu_ps(p);
}

INLINE void f32_store(float *p, f32v v)
{
    _mm512_storeu_ps(p, v);
}

INLINE void f32_stream(float *p, f32v v)
{
    _mm512_stream_ps(p, v);
}

INLINE f32v f32_load_first(const float *p, size_t count)
{
    return _mm512_maskz_loadu_ps((__mmask16)((1U << count) - 1), p);
}

INLINE void f32_store_first(float *p, f32v v, size_t count)
{
    _mm512_mask_storeu_ps(p, (__mmask16)((1U << count) - 1), v);
}

INLINE f32v f32_muladd(f32v a, f32v b, f32v c)
{
    return _mm512_fmadd_ps(a, b, c);
}

INLINE f32v f32_fused(f32v a, f32v b, f32v c)
{
    return _mm512_fmadd_ps(a, b, c);
}

INLINE f32v f32_mulsub(f32v a, f32v b, f32v c)
{
    return _mm512_fnmadd_ps(a, b, c);
}

INLINE f32v f32_larger(f32v a, f32v b)
{
    return _mm512_max_ps(a, b);
}

INLINE f32v f32_smaller(f32v a, f32v b)
{
    return _mm512_min_ps(a, b);
}

INLINE f32v f32_at_least(f32v x, float low)
{
    return _mm512_max_ps(f32_set(low), x);
}

INLINE f32v f32_at_most(f32v x, float high)
{
    return _mm512_min_ps(f32_set(high), x);
}

INLINE m32v f32_less(f32v a, f32v b)
{
    return _mm512_cmp_ps_mask(a, b, _CMP_LT_OQ);
}

INLINE m32v f32_greater(f32v a, f32v b)
{
    return _mm512_cmp_ps_mask(a, b, _CMP_GT_OQ);
}

INLINE m32v f32_not_at_most(f32v a, f32v b)
{
    return _mm512_cmp_ps_mask(a, b, _CMP_NLE_UQ);
}

INLINE f32v f32_select(m32v m, f32v a, f32v b)
{
    return _mm512_mask_blend_ps(m, b, a);
}

INLINE f32v f32_magnitude(f32v x)
{
    return _mm512_abs_ps(x);
}

INLINE i32v f32_bits(f32v x)
{
    return _mm512_castps_si512(x);
}

INLINE f32v f32_of_bits(i32v i)
{
    return _mm512_castsi512_ps(i);
}

INLINE f32v f32_with_sign_of(f32v magnitude, f32v s)
{
    const __m512i sign = _mm512_set1_epi32(INT32_MIN);
    return f32_of_bits(_mm512_ternarylogic_epi32(f32_bits(magnitude), f32_bits(s), sign, 0xF8));
}

INLINE i32v i32_add(i32v a, i32v b)
{
    return _mm512_add_epi32(a, b);
}

INLINE i32v i32_subtract(i32v a, i32v b)
{
    return _mm512_sub_epi32(a, b);
}

INLINE i32v i32_shift_right(i32v a, int places)
{
    return _mm512_srli_epi32(a, (unsigned)places);
}

INLINE i32v i32_shift_left(i32v a, int places)
{
    return _mm512_slli_epi32(a, (unsigned)places);
}

INLINE f32_table f32_table_of(const float entries[8])
{
    return _mm512_broadcast_f32x8(_mm256_loadu_ps(entries));
}

INLINE f32v f32_lookup(f32_table t, i32v index)
{
    return _mm512_permutexvar_ps(index, t);
}

/* A table of 32 floats, which the other instruction sets do not permute fast enough to be of use. */
#define VECTOR_LOOKUP_32 1

INLINE f32v f32_lookup_32(const float entries[32], i32v index)
{
    return _mm512_permutex2var_ps(_mm512_loadu_ps(entries), index, _mm512_loadu_ps(entries + 16));
}

/* a is another number than b, or one is NaN. */
INLINE m32v f32_differ(f32v a, f32v b)
{
    return _mm512_cmp_ps_mask(a, b, _CMP_NEQ_UQ);
}

/* The lanes of v that m has, side by side at p; beyond them a whole vector is written. */
INLINE void f32_store_packed(float *p, m32v m, f32v v)
{
    _mm512_storeu_ps(p, _mm512_maskz_compress_ps(m, v));
}

INLINE void i32_store_packed(uint32_t *p, m32v m, i32v v)
{
    _mm512_storeu_si512(p, _mm512_maskz_compress_epi32(m, v));
}

/* first, first + 1, ... */
INLINE i32v i32_count_from(uint32_t first)
{
    const i32v lanes = _mm512_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
    return _mm512_add_epi32(_mm512_set1_epi32((int)first), lanes);
}

INLINE f32v f32_scale(f32v x, f32v shifted)
{
    return _mm512_scalef_ps(x, shifted - f32_set(F32_SHIFTER));
}

INLINE f32v f32_near_reciprocal(f32v x)
{
    return _mm512_rcp14_ps(x);
}

INLINE f64v f64_set(double c)
{
    return _mm512_set1_pd(c);
}

INLINE f64v f64_load(const double *p)
{
    return _mm512_loadu_pd(p);
}

INLINE void f64_store(double *p, f64v v)
{
    _mm512_storeu_pd(p, v);
}

INLINE void f64_stream(double *p, f64v v)
{
    _mm512_stream_pd(p, v);
}

INLINE f64v f64_load_first(const double *p, size_t count)
{
    return _mm512_maskz_loadu_pd((__mmask8)((1U << count) - 1), p);
}

INLINE void f64_store_first(double *p, f64v v, size_t count)
{
    _mm512_mask_storeu_pd(p, (__mmask8)((1U << count) - 1), v);
}

INLINE f64v f64_load_f32(const float *p)
{
    return _mm512_cvtps_pd(_mm256_loadu_ps(p));
}

INLINE void f64_store_f32(float *p, f64v v)
{
    _mm256_storeu_ps(p, _mm512_cvtpd_ps(v));
}

INLINE void f64_stream_f32(float *p, f64v v)
{
    _mm256_stream_ps(p, _mm512_cvtpd_ps(v));
}

INLINE f64v f64_load_first_f32(const float *p, size_t count)
{
    return _mm512_cvtps_pd(_mm256_maskz_loadu_ps((__mmask8)((1U << count) - 1), p));
}

INLINE void f64_store_first_f32(float *p, f64v v, size_t count)
{
    _mm256_mask_storeu_ps(p, (__mmask8)((1U << count) - 1), _mm512_cvtpd_ps(v));
}

INLINE int f64_differ_as_f32(f64v a, f64v b)
{
    return _mm256_cmp_ps_mask(_mm512_cvtpd_ps(a), _mm512_cvtpd_ps(b), _CMP_NEQ_OQ);
}

INLINE f64v f64_muladd(f64v a, f64v b, f64v c)
{
    return _mm512_fmadd_pd(a, b, c);
}

INLINE f64v f64_fused(f64v a, f64v b, f64v c)
{
    return _mm512_fmadd_pd(a, b, c);
}

INLINE f64v f64_mulsub(f64v a, f64v b, f64v c)
{
    return _mm512_fnmadd_pd(a, b, c);
}

INLINE f64v f64_larger(f64v a, f64v b)
{
    return _mm512_max_pd(a, b);
}

INLINE f64v f64_smaller(f64v a, f64v b)
{
    return _mm512_min_pd(a, b);
}

INLINE f64v f64_at_least(f64v x, double low)
{
    return _mm512_max_pd(f64_set(low), x);
}

INLINE f64v f64_at_most(f64v x, double high)
{
    return _mm512_min_pd(f64_set(high), x);
}

INLINE m64v f64_less(f64v a, f64v b)
{
    return _mm512_cmp_pd_mask(a, b, _CMP_LT_OQ);
}

INLINE m64v f64_greater(f64v a, f64v b)
{
    return _mm512_cmp_pd_mask(a, b, _CMP_GT_OQ);
}

INLINE m64v f64_not_at_most(f64v a, f64v b)
{
    return _mm512_cmp_pd_mask(a, b, _CMP_NLE_UQ);
}

INLINE f64v f64_select(m64v m, f64v a, f64v b)
{
    return _mm512_mask_blend_pd(m, b, a);
}

INLINE f64v f64_magnitude(f64v x)
{
    return _mm512_abs_pd(x);
}

INLINE i64v f64_bits(f64v x)
{
    return _mm512_castpd_si512(x);
}

INLINE f64v f64_of_bits(i64v i)
{
    return _mm512_castsi512_pd(i);
}

INLINE f64v f64_with_sign_of(f64v magnitude, f64v s)
{
    const __m512i sign = _mm512_set1_epi64(INT64_MIN);
    return f64_of_bits(_mm512_ternarylogic_epi64(f64_bits(magnitude), f64_bits(s), sign, 0xF8));
}

INLINE i64v i64_add(i64v a, i64v b)
{
    return _mm512_add_epi64(a, b);
}

INLINE i64v i64_subtract(i64v a, i64v b)
{
    return _mm512_sub_epi64(a, b);
}

INLINE i64v i64_shift_right(i64v a, int places)
{
    return _mm512_srli_epi64(a, (unsigned)places);
}

INLINE i64v i64_shift_left(i64v a, int places)
{
    return _mm512_slli_epi64(a, (unsigned)places);
}

INLINE f64_table f64_table_of(const double entries[8])
{
    return _mm512_loadu_pd(entries);
}

INLINE f64v f64_lookup(f64_table t, i64v index)
{
    return _mm512_permutexvar_pd(index, t);
}

INLINE f64v f64_scale(f64v x, f64v shifted)
{
    return _mm512_scalef_pd(x, shifted - f64_set(F64_SHIFTER));
}

INLINE f64v f64_near_reciprocal(f64v x)
{
    return f64_set(1) / x;
}

INLINE void stream_fence(void)
{
    _mm_sfence();
}

#endif
