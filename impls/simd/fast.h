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
