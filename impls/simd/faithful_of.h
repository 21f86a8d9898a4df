/* The functions of the faithful tier for the element and vector type that faithful.h names: included there
 * once for each, so no guard. Each result is a rounded sum whose smaller part holds what the larger one lost. */

/* 1/(1 + e^-x) = n + n u, u = 1 - n d, with d = 1 + e^-x in two parts and n close to 1/d; where n is rough,
 * u^2 counts too: with |u| below 1.51 2^-12, as any maker's reciprocal has it, n (1 + u + u^2) leaves out
 * 2^-34 of the result, and u and u + u^2 are rounded by 2^-36 of it each, so that the choice of n moves the
 * error by no more than 0.002 ulp. Where it is not, the parts of d must not overlap, or else the rounding of u would disturb
 * the order. All of it is held SCALE times as large, a power of two, so that nothing but the result leaves
 * the normal numbers. */
typedef struct NAME(logistic) {
    VECTOR n, u;
} NAME(logistic);

INLINE NAME(logistic) NAME(logistic_of)(NAME(reduced) a)
{
    const VECTOR s = NAME(power)(a.shifted), one = NAME(set)(1 / SCALE);
    const VECTOR large = NAME(larger)(s, one), small = NAME(smaller)(s, one);
    const VECTOR above = large + small;
    const VECTOR more = NAME(muladd)(s, NAME(power_rest)(a, -1), small - (above - large));
    const VECTOR whole = above + more;
    VECTOR sum = above, rest = more;
    if (!NAME(rough_reciprocal)) {
        sum = whole;
        rest = more - (whole - above);
    }
    const VECTOR near = NAME(near_reciprocal)(whole);
    VECTOR u = NAME(mulsub)(near, rest, NAME(fused)(near, -sum, NAME(set)(1)));
    if (NAME(rough_reciprocal))
        u = NAME(muladd)(u, u, u);
    return (NAME(logistic)){near, u};
}

INLINE VECTOR NAME(sigmoid)(VECTOR x)
{
    const VECTOR at = NAME(clamp)(x, SIGMOID_LOWEST, SIGMOID_HIGHEST);
    const NAME(logistic) y = NAME(logistic_of)(NAME(reduce)(at, -1, -SCALE_BITS));
    return NAME(set)(1 / SCALE) * NAME(muladd)(y.n, y.u, y.n);
}

/* x times that. */
INLINE VECTOR NAME(times_logistic)(VECTOR x, NAME(logistic) y)
{
    const VECTOR product = x * y.n, lost = NAME(fused)(x, y.n, NAME(set)(0) - product);
    return NAME(with_sign_of)(NAME(set)(1 / SCALE) * (product + NAME(muladd)(product, y.u, lost)), x);
}

/* x/(1 + e^-x); where the logistic function is within a quarter of an ulp of 1, x itself. */
INLINE VECTOR NAME(silu_1)(VECTOR x, VECTOR unused)
{
    (void)unused;
    const VECTOR at = NAME(clamp)(x, SILU_LOWEST, SIGMOID_HIGHEST);
    const VECTOR y = NAME(times_logistic)(at, NAME(logistic_of)(NAME(reduce)(at, -1, -SCALE_BITS)));
    return NAME(select)(NAME(greater)(x, NAME(set)(SIGMOID_HIGHEST)), x, y);
}

/* gain e/(1 + e)^2 with e = e^(-factor size), size >= 0; gain is a power of two. e is held SCALE times as
 * large. */
INLINE VECTOR NAME(logistic_slope)(VECTOR size, REAL factor, REAL gain)
{
    const NAME(reduced) a = NAME(reduce)(NAME(at_most)(size, SLOPE_HIGHEST / factor), -factor, SCALE_BITS);
    const VECTOR s = NAME(power)(a.shifted), p = NAME(power_rest)(a, -factor), one = NAME(set)(SCALE);
    const VECTOR e = NAME(muladd)(s, p, s), e_lost = NAME(fused)(s, p, s - e);
    const VECTOR sum = one + e, rest = e - (sum - one) + e_lost;
    const VECTOR near = one / (sum + rest);
    const VECTOR error = NAME(mulsub)(near, rest, NAME(fused)(near, -sum, one));
    const VECTOR step = near * NAME(set)(1 / SCALE);
    const VECTOR y = NAME(muladd)(step, error, near), y_lost = NAME(fused)(step, error, near - y);
    const VECTOR square = y * y;
    const VECTOR square_lost = NAME(muladd)(y + y, y_lost, NAME(fused)(y, y, -square));
    const VECTOR slope = e * square, lost = NAME(fused)(e, square, -slope);
    return (slope + (lost + NAME(muladd)(e, square_lost, e_lost * square))) * NAME(set)(gain / SCALE);
}

/* e^r - 1 and what the root lost, less high: with a.high it makes up the remainder of the power. */
INLINE VECTOR NAME(expm1_tail)(NAME(reduced) a)
{
    const VECTOR c = NAME(polynomial)(a.r, NAME(expm1_faithful), LENGTH(NAME(expm1_faithful)), 1);
    return NAME(mulsub)(a.m, NAME(set)(NAME(ln2_low)), NAME(muladd)(a.r * a.r, c, NAME(power_lost)(a.shifted)));
}

/* e^x - 1 for x <= 0 as a sum: the power less 1 and its product with the remainder, and what both lost. */
typedef struct NAME(pair) {
    VECTOR sum, rest;
} NAME(pair);

INLINE NAME(pair) NAME(expm1)(VECTOR x)
{
    const NAME(reduced) a = NAME(reduce)(NAME(at_least)(x, ELU_LOWEST), 1, 0);
    const VECTOR s = NAME(power)(a.shifted), one = NAME(set)(1);
    const VECTOR below = s - one;
    const VECTOR sum = NAME(muladd)(s, a.high, below);
    const VECTOR lost = NAME(fused)(s, a.high, below - sum) + (s - (below + one));
    return (NAME(pair)){sum, NAME(muladd)(s, NAME(expm1_tail)(a), lost)};
}

/* x for x > 0, e^x - 1 otherwise. */
INLINE VECTOR NAME(elu_1)(VECTOR x, VECTOR unused)
{
    (void)unused;
    const NAME(pair) e = NAME(expm1)(x);
    return NAME(select)(NAME(less)(x, NAME(set)(0)), e.sum + e.rest, x);
}

/* 1 for x > 0, e^x otherwise. */
INLINE VECTOR NAME(elu_1_slope)(VECTOR x, VECTOR unused)
{
    (void)unused;
    return NAME(select)(NAME(greater)(x, NAME(set)(0)), NAME(set)(1), NAME(exp)(x));
}

/* (1 - e)/(1 + e) with e = e^-2|x| = s (1 - t)/(1 + t), t = tanh of the remainder: (minus + plus t)/(plus +
 * minus t) with 1 - s and 1 + s, which are exact for short s; nothing cancels. The quotient is corrected by
 * what it leaves. From 2.5 on it is 1 - 2 s (1 - t)/(plus + minus t), which keeps the order however flat the
 * function is. */
INLINE VECTOR NAME(tanh)(VECTOR x)
{
    const VECTOR size = NAME(magnitude)(x), one = NAME(set)(1), flat = NAME(set)(TANH_FLAT);
    const NAME(reduced) a = NAME(reduce)(NAME(at_most)(size, TANH_HIGHEST), -2, 0);
    const VECTOR s = NAME(power_from)(NAME(short_roots_less_eighths), a.shifted);
    const VECTOR shift = NAME(lookup)(NAME(table_of)(NAME(short_roots_shift)), NAME(bits)(a.shifted));
    const VECTOR low = NAME(set)(NAME(ln2_low) / 2) * a.m, r = a.high + low, square = r * r;
    const VECTOR cubic = NAME(polynomial)(square, NAME(tanh_7), LENGTH(NAME(tanh_7)), 1);
    const VECTOR tail = NAME(muladd)(square, NAME(muladd)(r, cubic, shift), low - shift), t = a.high + tail;
    const VECTOR minus = one - s, plus = one + s;
    const VECTOR top = NAME(muladd)(plus, a.high, minus);
    const VECTOR top_rest = NAME(muladd)(plus, tail, NAME(fused)(plus, a.high, minus - top));
    const VECTOR sum = NAME(muladd)(minus, t, plus), rest = NAME(fused)(minus, t, plus - sum);
    const VECTOR near = one / sum, quotient = top * near;
    const VECTOR left = NAME(fused)(quotient, -sum, top) + NAME(mulsub)(quotient, rest, top_rest);
    const VECTOR whole = NAME(select)(NAME(greater)(size, flat), one, quotient);
    const VECTOR more = NAME(select)(NAME(greater)(size, flat), (s + s) * (t - one), left);
    return NAME(with_sign_of)(NAME(muladd)(more, near, whole), x);
}

#undef NAME
#undef REAL
#undef VECTOR
#undef SCALE
#undef SCALE_BITS
#undef SIGMOID_LOWEST
#undef SIGMOID_HIGHEST
#undef SILU_LOWEST
#undef SLOPE_HIGHEST
#undef ELU_LOWEST
#undef TANH_HIGHEST
#undef TANH_FLAT
