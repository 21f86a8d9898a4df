/* Logarithms of 1 + x and of 1 + e^x in floats computed in double. */
#ifndef ACTBENCH_SIMD_WIDE_LOGARITHM_H
#define ACTBENCH_SIMD_WIDE_LOGARITHM_H

#include "logarithm.h"
#include "wide.h"

/* ln(1 + f) = 2 atanh(z), z = f/(2 + f), -1/4 <= f <= 1. */
INLINE f64v wide_log1p_near(f64v f)
{
    const f64v z = f / (f + f64_set(2)), square = z * z;
    const f64v c = f64_polynomial(square, f64_twice_atanh_19, LENGTH(f64_twice_atanh_19), 1);
    return f64_muladd(z * square, c, z + z);
}

/* ln(1 + e^t) = max(t, 0) + ln(1 + e^-|t|). */
INLINE f64v wide_softplus_1(f64v t, f64v unused)
{
    (void)unused;
    const f64v e = wide_exp(f64_set(0) - f64_at_most(f64_magnitude(t), 250));
    return f64_larger(f64_set(0), t) + wide_log1p_near(e);
}

/* ln(1 + e^(beta x))/beta; beta x is exact. */
INLINE f64v wide_softplus(f64v x, f64v beta)
{
    return wide_softplus_1(beta * x, beta) / beta;
}

/* 1/(1 + e^-beta x). */
INLINE f64v wide_softplus_slope(f64v x, f64v beta)
{
    return wide_sigmoid(beta * x);
}

/* ln(1/(1 + e^-x)). */
INLINE f64v wide_log_sigmoid(f64v x, f64v unused)
{
    return -wide_softplus_1(-x, unused);
}

/* k ln2 + ln(1 + f). */
INLINE f64v wide_log1p(f64v x, f64v unused)
{
    (void)unused;
    const f64_octave a = f64_octave_of(x);
    const f64v near = wide_log1p_near(f64_set(0.25) * a.fourfold);
    const f64v y = f64_muladd(a.k, f64_set(f64_ln2_high), f64_muladd(a.k, f64_set(f64_ln2_low), near));
    return f64_log1p_edges(x, y);
}

#endif
