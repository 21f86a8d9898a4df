/* Products with doubles of any size, of which a power of two is taken out, so that nothing but the result leaves the
 * normal numbers. */
#ifndef ACTBENCH_SIMD_SCALED_H
#define ACTBENCH_SIMD_SCALED_H

#include "exponential.h"

/* a = value 2^exponent, |value| at most 2^824 and, unless it is 0, at least 2^-900. */
typedef struct f64_scaled {
    f64v value, exponent;
} f64_scaled;

INLINE f64_scaled f64_scaled_of(f64v a)
{
    const f64v size = f64_magnitude(a);
    const m64v small = f64_less(size, f64_set(0x1p-800)), large = f64_greater(size, f64_set(0x1p800));
    const f64v factor = f64_select(small, f64_set(0x1p200), f64_select(large, f64_set(0x1p-200), f64_set(1)));
    const f64v exponent = f64_select(small, f64_set(-200), f64_select(large, f64_set(200), f64_set(0)));
    return (f64_scaled){a * factor, exponent};
}

/* gain e^x within 0.6 ulp while it is normal, within 0.8 below, for the reduced x >= -1500. The power of two is bounded so
 * that it is the product of two normal ones; what lies below rounds to 0. */
INLINE f64v f64_exp_times(f64_reduced r, f64v gain)
{
    const f64_scaled g = f64_scaled_of(gain);
    const f64v root = f64_lookup(f64_table_of(f64_roots), f64_bits(r.shifted));
    const f64v product = g.value * root, lost = f64_fused(g.value, root, f64_set(0) - product);
    const f64v y = product + f64_muladd(product, f64_power_rest(r, 1), lost);
    return f64_scale(y, f64_at_least(r.shifted + g.exponent, F64_SHIFTER - 2040));
}

#endif
