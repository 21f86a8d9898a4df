/* One small set of vector operations, written once per instruction set: an algorithm over them is compiled
 * for each.
 *
 * f32v, i32v, m32v are vectors of floats, of their bit patterns and of truth values; f64v, i64v, m64v those
 * of doubles. The operators + - * / work on f32v and f64v; each rounds once. Beyond them, with f64 as with
 * f32:
 *
 * - f32_set(c): c in all lanes.
 * - f32_load, f32_store: any alignment; f32_stream: aligned, past the caches, to be followed by stream_fence.
 * - f32_load_first(p, count), f32_store_first: count < F32_LANES elements; other lanes hold some number.
 * - f32_muladd(a, b, c): a b + c, rounded once where the instruction set can and twice where not.
 * - f32_mulsub(a, b, c): c - a b, likewise.
 * - f32_fused(a, b, c): a b + c as if rounded once, where c nearly cancels the product.
 * - f32_larger, f32_smaller: of two numbers; the second where one is NaN.
 * - f32_at_least, f32_at_most, f32_clamp: x moved to the right side of a bound; a NaN stays.
 * - f32_near_reciprocal(x): 1/x rounded, or where f32_rough_reciprocal is 1, with a relative error of at most
 *   1.5 2^-12.
 * - f32_greater, f32_less: comparisons; f32_not_at_most(a, b): !(a <= b), true for NaN.
 * - f32_select(m, a, b): m ? a : b.
 * - f32_magnitude(x): |x|; f32_with_sign_of(m, x): the sign bits of m and x joined by or.
 * - f32_bits, f32_of_bits: reinterpretation; i32_add, i32_subtract, i32_shift_left, i32_shift_right (which brings in
 *   zeros) work on the bits.
 * - f32_lookup(t, i): entry i modulo 8 of a table of eight, made by f32_table_of.
 * - f32_scale(x, s): x 2^floor(s - F32_SHIFTER), rounded once where the result is subnormal.
 * - f64_load_f32 and the like: loads and stores of f64v from and to floats.
 * - f64_differ_as_f32(a, b): not 0 where some lanes of a and b round to different floats. */
#ifndef ACTBENCH_SIMD_VECTOR_H
#define ACTBENCH_SIMD_VECTOR_H

#define INLINE static inline __attribute__((always_inline))

/* A sum with one of these is rounded to a multiple of 1/8, whose count of eighths stands in the lowest bits. */
#define F32_SHIFTER 0x1.8p20F
#define F64_SHIFTER 0x1.8p49

/* The same with 1/32. */
#define F32_SHIFTER_32 0x1.8p18F

#if defined ACTBENCH_ISA_AVX512
#include "avx512.h"
#elif defined ACTBENCH_ISA_AVX2
#include "avx2.h"
#elif defined ACTBENCH_ISA_NEON
#include "neon.h"
#else
#include "portable.h"
#endif

INLINE f32v f32_clamp(f32v x, float low, float high)
{
    return f32_at_most(f32_at_least(x, low), high);
}

INLINE f64v f64_clamp(f64v x, double low, double high)
{
    return f64_at_most(f64_at_least(x, low), high);
}

#endif
