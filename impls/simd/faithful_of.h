/* The functions of the faithful tier for the element and vector type that faithful.h names: included there
 * once for each, so no guard. Each result is a rounded sum whose smaller part holds what the larger one lost.
 */

/* 1/(1 + e^-x) = n + n u, u = 1 - n d, with d = 1 + e^-x in two parts and n close to 1/d; where n is rough,
 * u^2 counts too. Where it is not, the parts of d must not overlap, or else the rounding of u would disturb
 * the order. All of it is held SCALE times as large, a power of two, so that nothing but the result leaves
 * the normal numbers. */
INLINE VECTOR NAME(sigmoid)(VECTOR x)
{
    const NAME(reduced) a = NAME(reduce)(NAME(clamp)(x, SIGMOID_LOWEST, SIGMOID_HIGHEST), -1, -SCALE_BITS);
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
    VECTOR u = NAME(mulsub)(near, rest, NAME(fused)(NAME(set)(0) - near, sum, NAME(set)(1)));
    if (NAME(rough_reciprocal))
        u = NAME(muladd)(u, u, u);
    return one * NAME(muladd)(near, u, near);
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
    const VECTOR error = NAME(mulsub)(near, rest, NAME(fused)(NAME(set)(0) - near, sum, one));
    const VECTOR step = near * NAME(set)(1 / SCALE);
    const VECTOR y = NAME(muladd)(step, error, near), y_lost = NAME(fused)(step, error, near - y);
    const VECTOR square = y * y;
    const VECTOR square_lost = NAME(muladd)(y + y, y_lost, NAME(fused)(y, y, NAME(set)(0) - square));
    const VECTOR slope = e * square, lost = NAME(fused)(e, square, NAME(set)(0) - slope);
    return (slope + (lost + NAME(muladd)(e, square_lost, e_lost * square))) * NAME(set)(gain / SCALE);
}

/* e^(factor r) - 1 and what the root lost, less factor high: with a.high it makes up the remainder of the
 * power. */
INLINE VECTOR NAME(expm1_tail)(NAME(reduced) a, REAL factor)
{
    const VECTOR x = NAME(set)(factor) * a.r;
    const VECTOR c = NAME(polynomial)(x, NAME(expm1_faithful), LENGTH(NAME(expm1_faithful)), 1);
    return NAME(mulsub)(a.m, NAME(set)(NAME(ln2_low)), NAME(muladd)(x * x, c, NAME(power_lost)(a.shifted)));
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
    return (NAME(pair)){sum, NAME(muladd)(s, NAME(expm1_tail)(a, 1), lost)};
}

/* x for x > 0, alpha (e^x - 1) otherwise. */
INLINE VECTOR NAME(elu)(VECTOR x, VECTOR alpha)
{
    const NAME(pair) e = NAME(expm1)(x);
    const VECTOR product = alpha * e.sum;
    const VECTOR y = product + NAME(muladd)(alpha, e.rest, NAME(fused)(alpha, e.sum, NAME(set)(0) - product));
    return NAME(select)(NAME(greater)(x, NAME(set)(0)), x,
                        NAME(select)(NAME(less)(x, NAME(set)(0)), y, alpha * x));
}

/* The same for alpha = 1. */
INLINE VECTOR NAME(elu_1)(VECTOR x, VECTOR unused)
{
    (void)unused;
    const NAME(pair) e = NAME(expm1)(x);
    return NAME(select)(NAME(less)(x, NAME(set)(0)), e.sum + e.rest, x);
}

/* 1 for x > 0, alpha e^x otherwise. */
INLINE VECTOR NAME(elu_slope)(VECTOR x, VECTOR alpha)
{
    return NAME(select)(NAME(greater)(x, NAME(set)(0)), NAME(set)(1), NAME(exp_times)(x, alpha));
}

INLINE VECTOR NAME(elu_1_slope)(VECTOR x, VECTOR unused)
{
    (void)unused;
    return NAME(select)(NAME(greater)(x, NAME(set)(0)), NAME(set)(1), NAME(exp)(x));
}

/* tanh(|x|) with the sign of x: 1 - 2/(1 + e) from 0.55 on and (e - 1)/(1 + e) below, e = e^2|x|, 1/(1 + e)
 * as in sigmoid. */
INLINE VECTOR NAME(tanh)(VECTOR x)
{
    const VECTOR size = NAME(magnitude)(x), one = NAME(set)(1), two = NAME(set)(2);
    const NAME(reduced) a = NAME(reduce)(NAME(at_most)(size, TANH_HIGHEST), 2, 0);
    const VECTOR s = NAME(power)(a.shifted), tail = NAME(expm1_tail)(a, 2);
    const VECTOR head = two * a.high;
    const VECTOR sum = s + one;
    const VECTOR rest = NAME(muladd)(s, head + tail, one - (sum - s));
    const VECTOR near = NAME(near_reciprocal)(sum + rest);
    const VECTOR error = NAME(mulsub)(near, rest, NAME(fused)(NAME(set)(0) - near, sum, one));
    const VECTOR large = one - NAME(muladd)(two * near, error, two * near);

    const VECTOR below = s - one;
    const VECTOR top = NAME(muladd)(s, head, below);
    const VECTOR top_rest = NAME(muladd)(s, tail, NAME(fused)(s, head, below - top));
    const VECTOR quotient = top * near;
    const VECTOR remainder =
        NAME(fused)(NAME(set)(0) - quotient, sum, top) + NAME(mulsub)(quotient, rest, top_rest);
    const VECTOR small = NAME(muladd)(remainder, near, quotient);
    return NAME(with_sign_of)(NAME(select)(NAME(greater)(size, NAME(set)(TANH_LARGE)), large, small), x);
}

#undef NAME
#undef REAL
#undef VECTOR
#undef SCALE
#undef SCALE_BITS
#undef SIGMOID_LOWEST
#undef SIGMOID_HIGHEST
#undef SLOPE_HIGHEST
#undef ELU_LOWEST
#undef TANH_HIGHEST
#undef TANH_LARGE
