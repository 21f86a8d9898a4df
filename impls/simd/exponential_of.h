/* The exponential for the element and vector type that exponential.h names: included there once for each, so
 * no guard. */

/* factor x = m ln2 + factor r with m a multiple of 1/8, and shifted = SHIFTER + bias + m: exact but for the
 * rounding of r, as long as |m| < 2^8 (float) or 2^12 (double). factor is 1 or 2 or the negative of one; bias
 * is whole. */
typedef struct NAME(reduced) {
    VECTOR r, shifted;
    VECTOR m, high; /* r is high - m ln2_low / factor before its rounding; high is exact */
} NAME(reduced);

INLINE NAME(reduced) NAME(reduce)(VECTOR x, REAL factor, REAL bias)
{
    const VECTOR shifter = NAME(set)(SHIFTER + bias);
    const VECTOR shifted = NAME(muladd)(x, NAME(set)(factor * NAME(log2e)), shifter);
    const VECTOR m = shifted - shifter;
    const VECTOR high = NAME(mulsub)(m, NAME(set)(NAME(ln2_high) / factor), x);
    const VECTOR r = NAME(mulsub)(m, NAME(set)(NAME(ln2_low) / factor), high);
    return (NAME(reduced)){r, shifted, m, high};
}

/* The same with one step instead of two where multiply-add is fused: r is off by up to |m| times the rounding
 * error of ln2, for functions that do not pass on a relative error of e^x that grows with |x|. */
INLINE NAME(reduced) NAME(reduce_near)(VECTOR x, REAL factor)
{
    if (!VECTOR_FUSED)
        return NAME(reduce)(x, factor, 0);
    const VECTOR shifter = NAME(set)(SHIFTER);
    const VECTOR shifted = NAME(muladd)(x, NAME(set)(factor * NAME(log2e)), shifter);
    const VECTOR m = shifted - shifter;
    const VECTOR r = NAME(mulsub)(m, NAME(set)(NAME(ln2) / factor), x);
    return (NAME(reduced)){r, shifted, m, r};
}

/* 2^(bias + m), which must be normal, from a table of roots less eighths. */
INLINE VECTOR NAME(power_from)(const REAL *roots, VECTOR shifted)
{
    const VECTOR root = NAME(lookup)(NAME(table_of)(roots), NAME(bits)(shifted));
    return NAME(of_bits)(BITS(add)(NAME(bits)(root), BITS(shift_left)(NAME(bits)(shifted), EIGHTHS_PLACE)));
}

INLINE VECTOR NAME(power)(VECTOR shifted)
{
    return NAME(power_from)(NAME(roots_less_eighths), shifted);
}

/* What rounding took from that power, relative to it. */
INLINE VECTOR NAME(power_lost)(VECTOR shifted)
{
    return NAME(lookup)(NAME(table_of)(NAME(roots_lost)), NAME(bits)(shifted));
}

/* c0 + c[0] scale x + ... + c[count - 1] (scale x)^count by Horner's rule. */
INLINE VECTOR NAME(polynomial_on)(VECTOR c0, VECTOR x, const REAL *c, size_t count, REAL scale)
{
    REAL power = 1;
    for (size_t i = 0; i < count; i++)
        power *= scale;
    VECTOR sum = NAME(set)(c[count - 1] * power);
    for (size_t i = count - 1; i-- > 0;) {
        power /= scale;
        sum = NAME(muladd)(sum, x, NAME(set)(c[i] * power));
    }
    return NAME(muladd)(sum, x, c0);
}

/* c[0] + c[1] scale x + ... + c[count - 1] (scale x)^(count - 1). */
INLINE VECTOR NAME(polynomial)(VECTOR x, const REAL *c, size_t count, REAL scale)
{
    return NAME(polynomial_on)(NAME(set)(c[0]), x, c + 1, count - 1, scale);
}

/* (1 + power_lost) e^(factor r) - 1, within 2^-29 (float) or 2^-58 (double). */
INLINE VECTOR NAME(power_rest)(NAME(reduced) a, REAL factor)
{
    return NAME(polynomial_on)(NAME(power_lost)(a.shifted), a.r, NAME(exp_faithful) + 1, LENGTH(NAME(exp_faithful)) - 1,
                               factor);
}

/* 2^bias e^(factor x) within 0.6 ulp, for the reduced x. */
INLINE VECTOR NAME(exp_of)(NAME(reduced) a, REAL factor)
{
    const VECTOR s = NAME(power)(a.shifted);
    return NAME(muladd)(s, NAME(power_rest)(a, factor), s);
}

/* e^x within 0.6 ulp while it is normal, within 0.8 below. */
INLINE VECTOR NAME(exp)(VECTOR x)
{
    const NAME(reduced) a = NAME(reduce)(NAME(clamp)(x, EXP_LOWEST, EXP_HIGHEST), 1, 0);
    const VECTOR root = NAME(lookup)(NAME(table_of)(NAME(roots)), NAME(bits)(a.shifted));
    return NAME(scale)(NAME(muladd)(root, NAME(power_rest)(a, 1), root), a.shifted);
}

#undef NAME
#undef BITS
#undef REAL
#undef VECTOR
#undef SHIFTER
#undef EIGHTHS_PLACE
#undef EXP_LOWEST
#undef EXP_HIGHEST
