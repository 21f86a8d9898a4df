/* tanh in floats from 32 points, for instruction sets that hold such a table in registers: the addition
 * theorem with a short polynomial for the remainder. */
#ifndef ACTBENCH_SIMD_TANH_H
#define ACTBENCH_SIMD_TANH_H

#include "exponential.h"
#include "tanh_table.h"
#include "vector.h"

#ifdef VECTOR_LOOKUP_32
INLINE f32v f32_tanh_by_table(f32v x)
{
    const f32v size = f32_at_most(f32_magnitude(x), 9.25F);
    const i32v index = i32_shift_right(f32_bits(size + f32_set(0.625F)), 20);
    const f32v value = f32_lookup_32(tanh_values, index), slope = f32_lookup_32(tanh_slopes, index);
    const f32v r = size - f32_lookup_32(tanh_points, index);
    const f32v square = r * r;
    const f32v t = f32_muladd(r * square, f32_polynomial(square, f32_tanh_5, LENGTH(f32_tanh_5), 1), r);
    return f32_with_sign_of(value + slope * t / f32_muladd(value, t, f32_set(1)), x);
}
#endif

#endif
