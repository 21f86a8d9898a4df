/* The slope of the logistic function, e/(1 + e)^2 with e = e^-z for z >= 0; the slope of tanh at x is four
 * times that at z = 2x. */
#ifndef ACTBENCH_SIMD_LOGISTIC_H
#define ACTBENCH_SIMD_LOGISTIC_H

#include "exponential.h"

/* At z = factor size, size >= 0; times gain, a power of two. e is held 2^32 times as large, so as to stay
 * normal. */
INLINE f32v f32_logistic_slope(f32v size, float factor, float gain)
{
    const f32_reduced a = f32_reduce(f32_at_most(size, 106 / factor), -factor, 32);
    const f32v e = f32_power(a.shifted) * f32_polynomial(a.r, f32_exp_3, 4, -factor);
    const f32v sum = f32_muladd(e, f32_set(0x1p-32F), f32_set(1));
    return e / (sum * sum) * f32_set(0x1p-32F * gain);
}

/* At z = 2 half, half >= 0, with t = tanh of the remainder of -half. */
INLINE f64v f64_logistic_slope(f64v shifted, f64v t, double gain)
{
    const f64v plus = f64_set(1) + t, minus = f64_set(1) - t;
    const f64v e = f64_power(shifted) * plus;
    const f64v sum = minus + e;
    return f64_set(gain) * e * minus / (sum * sum);
}

#endif
