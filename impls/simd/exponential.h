/* The exponential in vectors: arguments reduced to |r| <= ln2/16 (Cody and Waite, Software Manual for the
 * Elementary Functions, 1980), powers 2^(k/8) from a table held in registers (Tang, Table-driven
 * implementation of the exponential function, ACM TOMS 15, 1989), and short polynomials. */
#ifndef ACTBENCH_SIMD_EXPONENTIAL_H
#define ACTBENCH_SIMD_EXPONENTIAL_H

#include "constants.h"
#include "vector.h"

/* factor x = m ln2 + factor r with m a multiple of 1/8, and shifted = SHIFTER + bias + m: exact but for the
 * rounding of r, as long as |m| < 2^8 (f32) or 2^11 (f64). factor is 1 or 2 or the negative of one; bias is
 * whole. */
typedef struct f32_reduced {
    f32v r, shifted;
    f32v m, high; /* r is high - m f32_ln2_low / factor; high is exact */
} f32_reduced;

INLINE f32_reduced f32_reduce(f32v x, float factor, float bias)
{
    const f32v shifter = f32_set(F32_SHIFTER + bias);
    const f32v shifted = f32_muladd(x, f32_set(factor * f32_log2e), shifter);
    const f32v m = shifted - shifter;
    const f32v high = f32_mulsub(m, f32_set(f32_ln2_high / factor), x);
    const f32v r = f32_mulsub(m, f32_set(f32_ln2_low / factor), high);
    return (f32_reduced){r, shifted, m, high};
}

/* The same with one step instead of two where multiply-add is fused: r is off by |m| 2^-29.6, for functions
 * that do not pass on a relative error of e^x that grows with |x|. */
INLINE f32_reduced f32_reduce_near(f32v x, float factor)
{
    if (!VECTOR_FUSED)
        return f32_reduce(x, factor, 0);
    const f32v shifter = f32_set(F32_SHIFTER);
    const f32v shifted = f32_muladd(x, f32_set(factor * f32_log2e), shifter);
    const f32v m = shifted - shifter;
    const f32v r = f32_mulsub(m, f32_set(f32_ln2 / factor), x);
    return (f32_reduced){r, shifted, m, r};
}

/* 2^(bias + m), which must be normal. */
INLINE f32v f32_power(f32v shifted)
{
    const i32v bits = f32_bits(shifted);
    const f32v root = f32_lookup(f32_table_of(f32_roots_less_eighths), bits);
    return f32_of_bits(i32_add(f32_bits(root), i32_shift_left(bits, 20)));
}

/* c0 + c[0] scale x + ... + c[count - 1] (scale x)^count by Horner's rule. */
INLINE f32v f32_polynomial_on(f32v c0, f32v x, const float *c, int count, float scale)
{
    float power = 1;
    for (int i = 0; i < count; i++)
        power *= scale;
    f32v sum = f32_set(c[count - 1] * power);
    for (int i = count - 2; i >= 0; i--) {
        power /= scale;
        sum = f32_muladd(sum, x, f32_set(c[i] * power));
    }
    return f32_muladd(sum, x, c0);
}

/* c[0] + c[1] scale x + ... + c[count - 1] (scale x)^(count - 1). */
INLINE f32v f32_polynomial(f32v x, const float *c, int count, float scale)
{
    return f32_polynomial_on(f32_set(c[0]), x, c + 1, count - 1, scale);
}

/* What rounding took from the root of two in f32_power, relative to it. */
INLINE f32v f32_power_lost(f32v shifted)
{
    return f32_lookup(f32_table_of(f32_roots_lost), f32_bits(shifted));
}

/* (1 + f32_power_lost) e^(factor r) - 1, within 2^-29. */
INLINE f32v f32_power_rest(f32_reduced a, float factor)
{
    return f32_polynomial_on(f32_power_lost(a.shifted), a.r, f32_exp_4 + 1, 4, factor);
}

/* e^x within 0.52 ulp while it is normal; -104.5 <= x <= 89. */
INLINE f32v f32_exp(f32v x)
{
    const f32_reduced a = f32_reduce(x, 1, 0);
    const f32v root = f32_lookup(f32_table_of(f32_roots), f32_bits(a.shifted));
    return f32_scale(f32_muladd(root, f32_power_rest(a, 1), root), a.shifted);
}

typedef struct f64_reduced {
    f64v r, shifted;
} f64_reduced;

INLINE f64_reduced f64_reduce(f64v x, double factor)
{
    const f64v shifter = f64_set(F64_SHIFTER);
    const f64v shifted = f64_muladd(x, f64_set(factor * f64_log2e), shifter);
    const f64v m = shifted - shifter;
    const f64v r = f64_mulsub(m, f64_set(f64_ln2_high / factor), x);
    return (f64_reduced){f64_mulsub(m, f64_set(f64_ln2_low / factor), r), shifted};
}

INLINE f64v f64_power(f64v shifted)
{
    const i64v bits = f64_bits(shifted);
    const f64v root = f64_lookup(f64_table_of(f64_roots_less_eighths), bits);
    return f64_of_bits(i64_add(f64_bits(root), i64_shift_left(bits, 49)));
}

INLINE f64v f64_polynomial(f64v x, const double *c, int count)
{
    f64v sum = f64_set(c[count - 1]);
    for (int i = count - 2; i >= 0; i--)
        sum = f64_muladd(sum, x, f64_set(c[i]));
    return sum;
}

#endif
