/* Functions of the normal distribution in floats computed in double, and of the tanh form that stands in for it. */
#ifndef ACTBENCH_SIMD_WIDE_NORMAL_H
#define ACTBENCH_SIMD_WIDE_NORMAL_H

#include "normal_constants.h"
#include "wide.h"

/* e^(m^2/2) (1 - Phi(m)), 0 <= m <= 14.6. */
INLINE f64v wide_mills(f64v m)
{
    return f64_polynomial(m, f64_mills_above, LENGTH(f64_mills_above), 1) /
           f64_polynomial(m, f64_mills_below, LENGTH(f64_mills_below), 1);
}

/* x Phi(x) = max(x, 0) - m (1 - Phi(m)), m = |x|, of which the last part is below every float from 14.5 on. */
INLINE f64v wide_gelu(f64v x, f64v unused)
{
    (void)unused;
    const f64v m = f64_at_most(f64_magnitude(x), 14.5);
    const f64v tail = wide_exp(f64_set(-0.5) * m * m) * wide_mills(m);
    return wide_off_half(f64_mulsub(m, tail, f64_larger(f64_set(0), x)), x);
}

/* Phi(x) + x phi(x): 1 less m phi(m) less the tail, and the reverse on the other side. */
INLINE f64v wide_gelu_slope(f64v x, f64v unused)
{
    (void)unused;
    const f64v m = f64_at_most(f64_magnitude(x), 15);
    const f64v bell = wide_exp(f64_set(-0.5) * m * m);
    const f64v less = bell * f64_mulsub(m, f64_set(0x1.9884533d43651p-2), wide_mills(m));
    return f64_select(f64_less(x, f64_set(0)), less, f64_set(1) - less);
}

INLINE f64v wide_erf(f64v x, f64v unused)
{
    (void)unused;
    const f64v at = f64_clamp(x, -3.924, 3.924), square = at * at;
    const f64v ratio = f64_polynomial(square, f64_erf_above, LENGTH(f64_erf_above), 1) /
                       f64_polynomial(square, f64_erf_below, LENGTH(f64_erf_below), 1);
    return at * ratio;
}

/* 1 - erf(x): z = |x|, and the tail is that of the normal distribution at z sqrt(2). */
INLINE f64v wide_erfc(f64v x, f64v unused)
{
    (void)unused;
    const f64v z = f64_at_most(f64_magnitude(x), 10.2);
    const f64v tail = wide_exp(f64_set(0) - z * z) * wide_mills(z * f64_set(0x1.6a09e667f3bcdp0));
    return f64_select(f64_less(x, f64_set(0)), f64_set(2) - (tail + tail), tail + tail);
}

/* w = x (linear + cubic x^2), twice the argument of tanh in gelu_tanh, reduced for e^-w; |x| <= 16, a float. w is known
 * to more than a double: e^-w passes its absolute error on as a relative one. */
INLINE f64_reduced wide_gelu_tanh_exponent(f64v x)
{
    const double linear = 0x1.9884533d43651p0, linear_rest = -0x1.cbc0d30ebfd15p-54; /* 2 sqrt(2/pi) */
    const double cubic = 0x1.2444f2a4d8b4bp-4, cubic_rest = -0x1.6c843a29d1c70p-61;
    const f64v square = x * x, product = f64_set(cubic) * square;
    const f64v product_rest =
        f64_muladd(f64_set(cubic_rest), square, f64_fused(f64_set(cubic), square, f64_set(0) - product));
    const f64v sum = f64_set(linear) + product, back = sum - f64_set(linear);
    const f64v rest = (f64_set(linear) - (sum - back)) + (product - back) + (product_rest + f64_set(linear_rest));
    const f64v w = sum * x, w_rest = f64_muladd(rest, x, f64_fused(sum, x, f64_set(0) - w));
    f64_reduced a = f64_reduce(f64_clamp(w, -250, 250), -1, 0);
    a.r = a.r + w_rest;
    return a;
}

/* x/(1 + e^-w). */
INLINE f64v wide_gelu_tanh(f64v x, f64v unused)
{
    (void)unused;
    const f64v logistic = wide_logistic_of(wide_gelu_tanh_exponent(f64_clamp(x, -16, 16)));
    return wide_off_half(f64_at_least(x, -16) * logistic, x);
}

/* With e = e^-|w| and s = |x| dw/dx: (1 + e + s e)/(1 + e)^2 for x > 0, e (1 + e - s)/(1 + e)^2 for x < 0. */
INLINE f64v wide_gelu_tanh_slope(f64v x, f64v unused)
{
    (void)unused;
    const f64v m = f64_at_most(f64_magnitude(x), 13);
    const f64_reduced a = wide_gelu_tanh_exponent(m);
    const f64v e = f64_power(a.shifted) * f64_polynomial(a.r, f64_exp_faithful, LENGTH(f64_exp_faithful), -1);
    const f64v s = m * f64_muladd(m * m, f64_set(3 * 0x1.2444f2a4d8b4bp-4), f64_set(0x1.9884533d43651p0));
    return wide_gate_slope(x, e, s);
}

#endif
