/* The vectors of AVX2 with FMA: 8 floats or 4 doubles. What the functions mean is said in vector.h. */
#ifndef ACTBENCH_SIMD_AVX2_H
#define ACTBENCH_SIMD_AVX2_H

#include <immintrin.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define VECTOR_ISA       avx2
#define VECTOR_ISA_NEEDS "avx2 fma"
#define VECTOR_FUSED     1

typedef __m256 f32v;
typedef __m256i i32v;
typedef __m256 m32v;
typedef __m256 f32_table;

typedef __m256d f64v;
typedef __m256i i64v;
typedef __m256d m64v;

/* AVX2 permutes eight 32-bit entries: a table of doubles is held as its low and its high words. */
typedef struct f64_table {
    __m256i low, high;
} f64_table;

enum { F32_LANES = 8, F64_LANES = 4, VECTOR_BYTES = 32, VECTOR_REGISTERS = 16 };
enum { f32_rough_reciprocal = 1, f64_rough_reciprocal = 0 };

INLINE f32v f32_set(float c)
{
    return _mm256_set1_ps(c);
}

INLINE f32v f32_load(const float *p)
{
    return _mm256_loadu_ps(p);
}

INLINE void f32_store(float *p, f32v v)
{
    _mm256_storeu_ps(p, v);
}

INLINE void f32_stream(float *p, f32v v)
{
    _mm256_stream_ps(p, v);
}

INLINE f32v f32_load_first(const float *p, size_t count)
{
    float lanes[F32_LANES] = {0};
    memcpy(lanes, p, count * sizeof *p);
    return f32_load(lanes);
}

INLINE void f32_store_first(float *p, f32v v, size_t count)
{
    float lanes[F32_LANES];
    f32_store(lanes, v);
    memcpy(p, lanes, count * sizeof *p);
}

INLINE f32v f32_muladd(f32v a, f32v b, f32v c)
{
    return _mm256_fmadd_ps(a, b, c);
}

INLINE f32v f32_fused(f32v a, f32v b, f32v c)
{
    return _mm256_fmadd_ps(a, b, c);
}

INLINE f32v f32_mulsub(f32v a, f32v b, f32v c)
{
    return _mm256_fnmadd_ps(a, b, c);
}

INLINE f32v f32_larger(f32v a, f32v b)
{
    return _mm256_max_ps(a, b);
}

INLINE f32v f32_smaller(f32v a, f32v b)
{
    return _mm256_min_ps(a, b);
}

INLINE f32v f32_at_least(f32v x, float low)
{
    return _mm256_max_ps(f32_set(low), x);
}

INLINE f32v f32_at_most(f32v x, float high)
{
    return _mm256_min_ps(f32_set(high), x);
}

INLINE m32v f32_less(f32v a, f32v b)
{
    return _mm256_cmp_ps(a, b, _CMP_LT_OQ);
}

INLINE m32v f32_greater(f32v a, f32v b)
{
    return _mm256_cmp_ps(a, b, _CMP_GT_OQ);
}

INLINE m32v f32_not_at_most(f32v a, f32v b)
{
    return _mm256_cmp_ps(a, b, _CMP_NLE_UQ);
}

INLINE f32v f32_select(m32v m, f32v a, f32v b)
{
    return _mm256_blendv_ps(b, a, m);
}

INLINE f32v f32_magnitude(f32v x)
{
    return _mm256_andnot_ps(f32_set(-0.0F), x);
}

INLINE f32v f32_with_sign_of(f32v magnitude, f32v s)
{
    return _mm256_or_ps(magnitude, _mm256_and_ps(s, f32_set(-0.0F)));
}

INLINE i32v f32_bits(f32v x)
{
    return _mm256_castps_si256(x);
}

INLINE f32v f32_of_bits(i32v i)
{
    return _mm256_castsi256_ps(i);
}

INLINE i32v i32_add(i32v a, i32v b)
{
    return _mm256_add_epi32(a, b);
}

INLINE i32v i32_subtract(i32v a, i32v b)
{
    return _mm256_sub_epi32(a, b);
}

INLINE i32v i32_shift_right(i32v a, int places)
{
    return _mm256_srli_epi32(a, places);
}

INLINE i32v i32_shift_left(i32v a, int places)
{
    return _mm256_slli_epi32(a, places);
}

INLINE f32_table f32_table_of(const float entries[8])
{
    return _mm256_loadu_ps(entries);
}

INLINE f32v f32_lookup(f32_table t, i32v index)
{
    return _mm256_permutevar8x32_ps(t, index);
}

/* The power of two with the exponent in the upper places of x, whose lower `places` are dropped. */
INLINE f32v f32_whole_power(i32v x, int places)
{
    const __m256i biased = _mm256_add_epi32(_mm256_srai_epi32(x, places), _mm256_set1_epi32(127));
    return f32_of_bits(_mm256_slli_epi32(biased, 23));
}

INLINE f32v f32_scale(f32v x, f32v shifted)
{
    const __m256i eighths = _mm256_sub_epi32(f32_bits(shifted), f32_bits(f32_set(F32_SHIFTER)));
    const __m256i rest = _mm256_sub_epi32(_mm256_srai_epi32(eighths, 3), _mm256_srai_epi32(eighths, 4));
    return x * f32_whole_power(eighths, 4) * f32_whole_power(rest, 0);
}

INLINE f32v f32_near_reciprocal(f32v x)
{
    return _mm256_rcp_ps(x);
}

INLINE f64v f64_set(double c)
{
    return _mm256_set1_pd(c);
}

INLINE f64v f64_load(const double *p)
{
    return _mm256_loadu_pd(p);
}

INLINE void f64_store(double *p, f64v v)
{
    _mm256_storeu_pd(p, v);
}

INLINE void f64_stream(double *p, f64v v)
{
    _mm256_stream_pd(p, v);
}

INLINE f64v f64_load_first(const double *p, size_t count)
{
    double lanes[F64_LANES] = {0};
    memcpy(lanes, p, count * sizeof *p);
    return f64_load(lanes);
}

INLINE void f64_store_first(double *p, f64v v, size_t count)
{
    double lanes[F64_LANES];
    f64_store(lanes, v);
    memcpy(p, lanes, count * sizeof *p);
}

INLINE f64v f64_load_f32(const float *p)
{
    return _mm256_cvtps_pd(_mm_loadu_ps(p));
}

INLINE void f64_store_f32(float *p, f64v v)
{
    _mm_storeu_ps(p, _mm256_cvtpd_ps(v));
}

INLINE void f64_stream_f32(float *p, f64v v)
{
    _mm_stream_ps(p, _mm256_cvtpd_ps(v));
}

INLINE f64v f64_load_first_f32(const float *p, size_t count)
{
    float lanes[F64_LANES] = {0};
    memcpy(lanes, p, count * sizeof *p);
    return f64_load_f32(lanes);
}

INLINE void f64_store_first_f32(float *p, f64v v, size_t count)
{
    float lanes[F64_LANES];
    f64_store_f32(lanes, v);
    memcpy(p, lanes, count * sizeof *p);
}

INLINE int f64_differ_as_f32(f64v a, f64v b)
{
    return _mm_movemask_ps(_mm_cmp_ps(_mm256_cvtpd_ps(a), _mm256_cvtpd_ps(b), _CMP_NEQ_OQ));
}

INLINE f64v f64_muladd(f64v a, f64v b, f64v c)
{
    return _mm256_fmadd_pd(a, b, c);
}

INLINE f64v f64_fused(f64v a, f64v b, f64v c)
{
    return _mm256_fmadd_pd(a, b, c);
}

INLINE f64v f64_mulsub(f64v a, f64v b, f64v c)
{
    return _mm256_fnmadd_pd(a, b, c);
}

INLINE f64v f64_larger(f64v a, f64v b)
{
    return _mm256_max_pd(a, b);
}

INLINE f64v f64_smaller(f64v a, f64v b)
{
    return _mm256_min_pd(a, b);
}

INLINE f64v f64_at_least(f64v x, double low)
{
    return _mm256_max_pd(f64_set(low), x);
}

INLINE f64v f64_at_most(f64v x, double high)
{
    return _mm256_min_pd(f64_set(high), x);
}

INLINE m64v f64_less(f64v a, f64v b)
{
    return _mm256_cmp_pd(a, b, _CMP_LT_OQ);
}

INLINE m64v f64_greater(f64v a, f64v b)
{
    return _mm256_cmp_pd(a, b, _CMP_GT_OQ);
}

INLINE m64v f64_not_at_most(f64v a, f64v b)
{
    return _mm256_cmp_pd(a, b, _CMP_NLE_UQ);
}

INLINE f64v f64_select(m64v m, f64v a, f64v b)
{
    return _mm256_blendv_pd(b, a, m);
}

INLINE f64v f64_magnitude(f64v x)
{
    return _mm256_andnot_pd(f64_set(-0.0), x);
}

INLINE f64v f64_with_sign_of(f64v magnitude, f64v s)
{
    return _mm256_or_pd(magnitude, _mm256_and_pd(s, f64_set(-0.0)));
}

INLINE i64v f64_bits(f64v x)
{
    return _mm256_castpd_si256(x);
}

INLINE f64v f64_of_bits(i64v i)
{
    return _mm256_castsi256_pd(i);
}

INLINE i64v i64_add(i64v a, i64v b)
{
    return _mm256_add_epi64(a, b);
}

INLINE i64v i64_subtract(i64v a, i64v b)
{
    return _mm256_sub_epi64(a, b);
}

INLINE i64v i64_shift_right(i64v a, int places)
{
    return _mm256_srli_epi64(a, places);
}

INLINE i64v i64_shift_left(i64v a, int places)
{
    return _mm256_slli_epi64(a, places);
}

INLINE f64_table f64_table_of(const double entries[8])
{
    const __m256i evens = _mm256_setr_epi32(0, 2, 4, 6, 1, 3, 5, 7);
    const __m256i a = _mm256_permutevar8x32_epi32(_mm256_loadu_si256((const __m256i *)entries), evens);
    const __m256i b = _mm256_permutevar8x32_epi32(_mm256_loadu_si256((const __m256i *)(entries + 4)), evens);
    return (f64_table){_mm256_permute2x128_si256(a, b, 0x20), _mm256_permute2x128_si256(a, b, 0x31)};
}

INLINE f64v f64_lookup(f64_table t, i64v index)
{
    const __m256i both = _mm256_shuffle_epi32(index, _MM_SHUFFLE(2, 2, 0, 0));
    const __m256i low = _mm256_permutevar8x32_epi32(t.low, both);
    const __m256i high = _mm256_permutevar8x32_epi32(t.high, both);
    return _mm256_castsi256_pd(_mm256_blend_epi32(low, high, 0xAA));
}

/* As f32_whole_power; only the low word of each lane counts. */
INLINE f64v f64_whole_power(i64v x, int places)
{
    const __m256i biased = _mm256_add_epi32(_mm256_srai_epi32(x, places), _mm256_set1_epi32(1023));
    return f64_of_bits(_mm256_slli_epi64(biased, 52));
}

INLINE f64v f64_scale(f64v x, f64v shifted)
{
    const __m256i eighths = f64_bits(shifted);
    const __m256i rest = _mm256_sub_epi32(_mm256_srai_epi32(eighths, 3), _mm256_srai_epi32(eighths, 4));
    return x * f64_whole_power(eighths, 4) * f64_whole_power(rest, 0);
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
