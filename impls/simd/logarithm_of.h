/* The reduction for the element and vector type that logarithm.h names: included there once for each, so no guard. */

/* 1 + x = 2^k (1 + f), -1/4 <= f < 1/2; fourfold is 4 f: exact where k = 0, rounded once elsewhere. */
typedef struct NAME(octave) {
    VECTOR fourfold, k;
} NAME(octave);

/* For finite x > -1; elsewhere it is some number. That k is at least -64 keeps the counts positive, and 4 f in place of f
 * keeps the power of two normal. */
INLINE NAME(octave) NAME(octave_of)(VECTOR x)
{
    const VECTOR lowest = NAME(set)((REAL)0.75 * (REAL)0x1p-64), highest = NAME(set)(0x1p66);
    const INTEGER above = BITS(subtract)(NAME(bits)(NAME(set)(1) + x), NAME(bits)(lowest));
    const INTEGER count = BITS(shift_right)(above, EXPONENT_PLACE);
    const INTEGER places = BITS(shift_left)(count, EXPONENT_PLACE);
    const VECTOR scale = NAME(of_bits)(BITS(subtract)(NAME(bits)(highest), places));
    const VECTOR whole = NAME(of_bits)(BITS(add)(count, NAME(bits)(NAME(set)(FIRST_WHOLE))));
    const VECTOR fourfold = NAME(muladd)(x, scale, scale - NAME(set)(4));
    return (NAME(octave)){fourfold, whole - NAME(set)(FIRST_WHOLE + 64)};
}

/* ln(1 + x) where that is its value for finite x > -1; -inf at -1, NaN below. */
INLINE VECTOR NAME(log1p_edges)(VECTOR x, VECTOR value)
{
    const VECTOR infinity = NAME(set)(INFINITY);
    const VECTOR low = NAME(select)(NAME(less)(x, NAME(set)(-1)), infinity - infinity, x - infinity);
    const VECTOR finite = NAME(select)(NAME(less)(x, infinity), value, x);
    return NAME(with_sign_of)(NAME(select)(NAME(not_at_most)(x, NAME(set)(-1)), finite, low), x);
}

#undef NAME
#undef BITS
#undef REAL
#undef VECTOR
#undef INTEGER
#undef EXPONENT_PLACE
#undef FIRST_WHOLE
