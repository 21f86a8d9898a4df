/* Functions of floats computed in double, with errors of a few units in the last place of a double before
 * they are rounded to float. */
#ifndef ACTBENCH_SIMD_WIDE_H
#define ACTBENCH_SIMD_WIDE_H

#include "exponential.h"

/* e^x, -250 <= x <= 110. */
INLINE f64v wide_exp(f64v x)
{
    const f64_reduced a = f64_reduce(x, 1, 0);
    return f64_power(a.shifted) * f64_polynomial(a.r, f64_exp_faithful, LENGTH(f64_exp_faithful), 1);
}

/* e^x - 1 for a reduced x. */
INLINE f64v wide_expm1_of(f64_reduced a)
{
    const f64v s = f64_power(a.shifted);
    const f64v q = f64_polynomial(a.r, f64_expm1_faithful, LENGTH(f64_expm1_faithful), 1);
    return f64_muladd(s, f64_muladd(a.r * a.r, q, a.r), s - f64_set(1));
}

/* e^x - 1 for x <= 0. */
INLINE f64v wide_expm1(f64v x)
{
    return wide_expm1_of(f64_reduce_near(f64_at_least(x, -40), 1));
}

/* tanh(r) for a remainder of 2x, |r| <= ln2/32. */
INLINE f64v wide_tanh_of_rest(f64v r)
{
    const f64v square = r * r;
    return f64_muladd(r * square, f64_polynomial(square, f64_tanh_7, LENGTH(f64_tanh_7), 1), r);
}

/* gain e/(1 + e)^2 with e = e^(-2 size), size >= 0; e = s (1 - t)/(1 + t) with t = tanh of the remainder. */
INLINE f64v wide_logistic_slope(f64v size, double gain)
{
    const f64_reduced a = f64_reduce(f64_at_most(size, 150), -2, 0);
    const f64v t = wide_tanh_of_rest(a.r);
    const f64v plus = f64_set(1) + t, minus = f64_set(1) - t;
    const f64v e = f64_power(a.shifted) * minus;
    const f64v sum = plus + e;
    return f64_set(gain) * e * plus / (sum * sum);
}

/* 1/(1 + e^-x) for a reduced x: e^r = (1 + t)/(1 - t) with t = tanh(r/2), so that the one division serves both. */
INLINE f64v wide_logistic_of(f64_reduced a)
{
    const f64v r2 = a.r * a.r;
    /* For tiny x = (2k + 1) 2^-23 the double nearest to the result is a midpoint of floats, the result on the
     * near side of 1/2: moving t by a unit or so in the last place of 1 + t takes it there. */
    const f64v nudge = f64_with_sign_of(f64_set(0x1.4p-53), a.r);
    const f64v back = f64_mulsub(f64_set(0.5), a.r, nudge);
    const f64v minus_t = f64_mulsub(a.r * r2, f64_polynomial(r2, f64_half_tanh_7, LENGTH(f64_half_tanh_7), 1), back);
    const f64v plus = f64_set(1) - minus_t, minus = f64_set(1) + minus_t;
    return plus / f64_muladd(f64_power(a.shifted), minus, plus);
}

INLINE f64v wide_sigmoid(f64v x)
{
    return wide_logistic_of(f64_reduce_near(f64_clamp(x, -250, 110), -1));
}

/* x for x > 0, alpha (e^x - 1) otherwise. For tiny x the double nearest to e^x - 1 is x itself, and alpha x
 * may be a midpoint of floats, which the exact value stays inside of: a step or two inwards keeps it there. */
INLINE f64v wide_elu(f64v x, f64v alpha)
{
    const f64v e = wide_expm1(x), inside = f64_mulsub(e, f64_set(0x1p-52), e);
    const f64v below = f64_select(f64_less(x, f64_set(0)), alpha * inside, alpha * x);
    return f64_select(f64_greater(x, f64_set(0)), x, below);
}

/* The same for alpha = 1, where that cannot happen. */
INLINE f64v wide_elu_1(f64v x, f64v unused)
{
    (void)unused;
    return f64_select(f64_less(x, f64_set(0)), wide_expm1(x), x);
}

/* 1 for x > 0, alpha e^x otherwise; alpha may be as large as a float. */
INLINE f64v wide_elu_slope(f64v x, f64v alpha)
{
    const f64v below = alpha * wide_exp(f64_clamp(x, -200, 1));
    return f64_select(f64_greater(x, f64_set(0)), f64_set(1), below);
}

/* y, which for x below 2^-125 is x/2 and a little more, and x/2 may be a midpoint of floats: what is added takes the
 * double off there and is nothing elsewhere. */
INLINE f64v wide_off_half(f64v y, f64v x)
{
    const m64v near = f64_less(f64_magnitude(x), f64_set(0x1p-100));
    return f64_with_sign_of(y + f64_select(near, f64_set(0x1p-170), f64_set(0)), x);
}

/* x/(1 + e^-beta x); beta x is exact. */
INLINE f64v wide_silu(f64v x, f64v beta)
{
    return wide_off_half(f64_at_least(x, -0x1p128) * wide_sigmoid(beta * x), x);
}

/* The slope of x/(1 + e^-w), w odd, with e = e^-|w| and s = |x| dw/dx: (1 + e + s e)/(1 + e)^2 for x > 0, e (1 + e -
 * s)/(1 + e)^2 for x < 0. */
INLINE f64v wide_gate_slope(f64v x, f64v e, f64v s)
{
    const f64v sum = f64_set(1) + e;
    const f64v top = f64_select(f64_less(x, f64_set(0)), e * (sum - s), f64_muladd(s, e, sum));
    return top / (sum * sum);
}

INLINE f64v wide_silu_slope(f64v x, f64v beta)
{
    const f64v t = f64_at_most(f64_magnitude(beta * x), 250);
    return wide_gate_slope(x, wide_exp(f64_set(0) - t), t);
}

/* x n/(n + 2), n = e^x (e^x + 2). */
INLINE f64v wide_mish(f64v x, f64v unused)
{
    (void)unused;
    const f64v e = wide_exp(f64_clamp(x, -250, 40)), n = e * (e + f64_set(2));
    return f64_at_least(x, -250) * (n / (n + f64_set(2)));
}

/* e (e^3 + 4 e^2 + (6 + 4 x) e + 4 (1 + x))/(e^2 + 2 e + 2)^2, e = e^x. */
INLINE f64v wide_mish_slope(f64v x, f64v unused)
{
    (void)unused;
    const f64v at = f64_clamp(x, -250, 40), e = wide_exp(at), four = f64_set(4);
    const f64v linear = f64_muladd(four, at, four), below = f64_muladd(e, e + f64_set(2), f64_set(2));
    const f64v top = f64_muladd(e, f64_muladd(e, e + four, linear + f64_set(2)), linear);
    return e * top / (below * below);
}

/* e^x - 1 for x of either sign. */
INLINE f64v wide_expm1_anywhere(f64v x, f64v unused)
{
    (void)unused;
    return f64_with_sign_of(wide_expm1_of(f64_reduce(f64_clamp(x, -40, 110), 1, 0)), x);
}

#endif
