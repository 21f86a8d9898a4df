/* What the fast tier shares: the exponential and the slope of the logistic function in floats. */
#ifndef ACTBENCH_SIMD_FAST_H
#define ACTBENCH_SIMD_FAST_H

#include "exponential.h"

/* e^x within 2 ulp. */
INLINE f32v f32_fast_exp(f32v x)
{
    const f32_reduced a = f32_reduce(f32_clamp(x, -104.5F, 89), 1, 0);
    const f32v root = f32_lookup(f32_table_of(f32_roots), f32_bits(a.shifted));
    return f32_scale(root * f32_polynomial(a.r, f32_exp_3, LENGTH(f32_exp_3), 1), a.shifted);
}

/* gain e/(1 + e)^2 with e = e^(-factor size), size >= 0; gain is a power of two. e is held 2^32 times as
 * large, so as to stay normal. */
INLINE f32v f32_fast_logistic_slope(f32v size, float factor, float gain)
{
    const f32_reduced a = f32_reduce(f32_at_most(size, 106 / factor), -factor, 32);
    const f32v e = f32_power(a.shifted) * f32_polynomial(a.r, f32_exp_3, LENGTH(f32_exp_3), -factor);
    const f32v sum = f32_muladd(e, f32_set(0x1p-32F), f32_set(1));
    return e / (sum * sum) * f32_set(0x1p-32F * gain);
}

#endif
