/* What the fast tier shares: the exponential and the slope of the logistic function in floats. */
#ifndef ACTBENCH_SIMD_FAST_H
#define ACTBENCH_SIMD_FAST_H

#include "exponential.h"

/* e^x within 2 ulp. The terms beyond r are too small for their roundings to disturb the order of r. */
INLINE f32v f32_fast_exp(f32v x)
{
    const f32_reduced a = f32_reduce(f32_clamp(x, -104.5F, 89), 1, 0);
    const f32v root = f32_lookup(f32_table_of(f32_roots), f32_bits(a.shifted));
    const f32v c = f32_polynomial(a.r, f32_exp_3 + 2, LENGTH(f32_exp_3) - 2, 1);
    const f32v rest = f32_muladd(a.r * a.r, c, a.r);
    return f32_scale(f32_muladd(root, rest, root), a.shifted);
}

/* 1/(1 + e^-x). Numerator and denominator are scaled by 2^-24, so that e^-x stays finite while the quotient falls through
 * the subnormal numbers. Every step is a monotone function of the one before. */
INLINE f32v f32_fast_logistic(f32v x)
{
    const f32_reduced a = f32_reduce(f32_clamp(x, -104.5F, 18), -1, -24);
    const f32v e = f32_polynomial(a.r, f32_exp_3, LENGTH(f32_exp_3), -1);
    const f32v scale = f32_set(0x1p-24F);
    return scale / f32_muladd(f32_power(a.shifted), e, scale);
}

/* ln(1 + e^x) = max(x, 0) + ln(1 + e), e = e^-|x|, which is held 2^32 times as large. */
INLINE f32v f32_fast_softplus(f32v x)
{
    const f32_reduced a = f32_reduce(f32_at_most(f32_magnitude(x), 106), -1, 32);
    const f32v scaled = f32_power(a.shifted) * f32_polynomial(a.r, f32_exp_3, LENGTH(f32_exp_3), -1);
    const f32v e = scaled * f32_set(0x1p-32F);
    const f32v more = f32_polynomial(e, f32_log1p_9, LENGTH(f32_log1p_9), 1);
    const f32v log = f32_muladd(scaled * e, more, scaled);
    return f32_muladd(log, f32_set(0x1p-32F), f32_larger(f32_set(0), x));
}

/* e^x - 1 = s p + (s - 1), where s is a rounded power 2^m and p = e^r - 1 with what that rounding took; what s - 1 loses
 * is added to the product, or else results could fall from one power to the next. Near 0, s = 1 and nothing is rounded
 * before p. All of it is held one times as large, a power of two; the power is that many times as large, too. */
INLINE f32v f32_fast_expm1(f32_reduced a, f32v one)
{
    const f32v s = f32_power(a.shifted);
    const f32v below = s - one, lost = s - (below + one);
    const f32v square = f32_muladd(a.r * a.r, f32_polynomial(a.r, f32_expm1_faithful, LENGTH(f32_expm1_faithful), 1),
                                   f32_power_lost(a.shifted));
    return f32_muladd(s, square + a.r, lost) + below;
}

/* gain e/(1 + e (2 + e)) with e = e^(-factor size), size >= 0; gain is a power of two. e is held 2^32 times
 * as large, so as to stay normal. */
INLINE f32v f32_fast_logistic_slope(f32v size, float factor, float gain)
{
    const f32_reduced a = f32_reduce(f32_at_most(size, 106 / factor), -factor, 32);
    const f32v e = f32_power(a.shifted) * f32_polynomial(a.r, f32_exp_3, LENGTH(f32_exp_3), -factor);
    const f32v two_and_e = f32_muladd(e, f32_set(0x1p-64F), f32_set(0x1p-31F));
    return e / f32_muladd(e, two_and_e, f32_set(1)) * f32_set(0x1p-32F * gain);
}

#endif
