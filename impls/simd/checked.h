/* Correctly rounded floats without double lanes, for instruction sets that hold tables of 32 floats: a result
 * is computed as an unevaluated sum of two floats, and where the smaller one leaves a doubt about the
 * rounding (A. Ziv, Fast evaluation of elementary mathematical functions with correctly rounded last bit, ACM
 * TOMS 17, 1991), the block it stands in is computed in double. */
#ifndef ACTBENCH_SIMD_CHECKED_H
#define ACTBENCH_SIMD_CHECKED_H

#include "exponential.h"
#include "map.h"
#include "vector.h"

#ifdef VECTOR_LOOKUP_32
/* high + lost + s rest, in order of size. */
typedef struct f32_sum {
    f32v high, lost, s, rest;
} f32_sum;

/* c + sign a b, sign 1 or -1. */
INLINE f32v f32_add_product(f32v c, float sign, f32v a, f32v b)
{
    return sign < 0 ? f32_mulsub(a, b, c) : f32_muladd(a, b, c);
}

/* e^(sign x) within 2^-37, |x| <= 60, sign 1 or -1: sign x = m ln2 + sign r with m a multiple of 1/32. r is
 * exact: it is a multiple of 2^-30 below 2^-6, or x itself. */
INLINE f32_sum f32_exp_sum(f32v x, float sign)
{
    const f32v shifter = f32_set(F32_SHIFTER_32);
    const f32v shifted = f32_muladd(x, f32_set(sign * f32_log2e), shifter);
    const f32v m = shifted - shifter;
    const f32v r = f32_mulsub(m, f32_set(sign * f32_ln2), x);
    const i32v index = f32_bits(shifted);
    const i32v root = f32_bits(f32_lookup_32(f32_roots_32_less_32nds, index));
    const f32v s = f32_of_bits(i32_add(root, i32_shift_left(index, 18)));
    const f32v lost = f32_mulsub(m, f32_set(f32_ln2_lost), f32_lookup_32(f32_roots_32_lost, index));
    const f32v c = f32_polynomial(r, f32_exp_32, LENGTH(f32_exp_32), sign);
    const f32v rest = f32_add_product(lost, sign, r, f32_add_product(lost, sign, r, c));
    const f32v high = f32_add_product(s, sign, s, r);
    return (f32_sum){high, f32_add_product(s - high, sign, s, r), s, rest};
}

/* A result and in which lanes it may be the wrong one of two neighbouring floats. */
typedef struct f32_checked {
    f32v y;
    m32v doubt;
} f32_checked;

/* Where y, the rounded sum of y and lost, might be another float if that sum has a relative error of 2^-36:
 * at a midpoint lost is at least 2^-25 of y. */
INLINE m32v f32_in_doubt(f32v y, f32v lost)
{
    return f32_differ(f32_muladd(lost, f32_set(1 + 0x1.8p-11F), y), y);
}

/* The same with an absolute error of 2^-36. */
INLINE m32v f32_in_absolute_doubt(f32v y, f32v lost)
{
    return f32_differ(y + (lost + f32_with_sign_of(f32_set(0x1p-36F), lost)), y);
}

typedef f32_checked f32_checked_function(f32v x);
typedef void f32_plain_kernel(const float *x, float *y, size_t n);

INLINE void f32_map_checked_block(const float *x, float *y, f32_checked_function *f, f32_plain_kernel *wide,
                                  void (*put)(float *, f32v))
{
    const f32_checked a = f(f32_load(x)), b = f(f32_load(x + F32_LANES));
    if (__builtin_expect(a.doubt | b.doubt, 0)) {
        wide(x, y, 2 * F32_LANES);
    } else {
        put(y, a.y);
        put(y + F32_LANES, b.y);
    }
}

/* f where it leaves no doubt, and wide, which gives the same results, elsewhere: two vectors are in flight.
 */
INLINE void f32_map_checked(const float *x, float *y, size_t n, f32_checked_function *f,
                            f32_plain_kernel *wide)
{
    const float *const end = x + n;
    if (n >= STREAM_BYTES / sizeof *y && x != y && (uintptr_t)y % sizeof *y == 0) {
        const size_t skip = F32_LANES - (uintptr_t)y / sizeof *y % F32_LANES;
        wide(x, y, skip);
        for (x += skip, y += skip; end - x >= 2 * F32_LANES; x += 2 * F32_LANES, y += 2 * F32_LANES)
            f32_map_checked_block(x, y, f, wide, f32_stream);
        stream_fence();
    }
    for (; end - x >= 2 * F32_LANES; x += 2 * F32_LANES, y += 2 * F32_LANES)
        f32_map_checked_block(x, y, f, wide, f32_store);
    wide(x, y, (size_t)(end - x));
}
#endif

#endif
