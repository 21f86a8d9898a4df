/* Vectors of 16 bytes on any processor, with fused multiply-add nowhere and tables in memory. What the functions mean is
 * said in vector.h. */
#ifndef ACTBENCH_SIMD_PORTABLE_H
#define ACTBENCH_SIMD_PORTABLE_H

#include "sixteen_bytes.h"

#define VECTOR_ISA       portable
#define VECTOR_ISA_NEEDS NULL
#define VECTOR_FUSED     0

typedef const float *f32_table;
typedef const double *f64_table;

enum { VECTOR_REGISTERS = 16 };
enum { f32_rough_reciprocal = 0, f64_rough_reciprocal = 0 };

INLINE f32v f32_muladd(f32v a, f32v b, f32v c)
{
    return a * b + c;
}

INLINE f32v f32_mulsub(f32v a, f32v b, f32v c)
{
    return c - a * b;
}

INLINE f32v f32_at_least(f32v x, float low)
{
    return f32_select(x < f32_set(low), f32_set(low), x);
}

INLINE f32v f32_at_most(f32v x, float high)
{
    return f32_select(x > f32_set(high), f32_set(high), x);
}

/* x without the lower half of its bits: products of two such numbers are exact. */
INLINE f32v f32_upper_half(f32v x)
{
    return (f32v)((i32v)x & ~(i32v){0xFFF, 0xFFF, 0xFFF, 0xFFF});
}

/* a b + c where c nearly cancels the product (T. J. Dekker, A floating-point technique for extending the
 * available precision, Numer. Math. 18, 1971). */
INLINE f32v f32_fused(f32v a, f32v b, f32v c)
{
    const f32v product = a * b;
    const f32v a1 = f32_upper_half(a), b1 = f32_upper_half(b);
    const f32v a2 = a - a1, b2 = b - b1;
    return (product + c) + (((a1 * b1 - product) + a1 * b2 + a2 * b1) + a2 * b2);
}

INLINE f32_table f32_table_of(const float entries[8])
{
    return entries;
}

INLINE f32v f32_lookup(f32_table t, i32v index)
{
    return (f32v){t[index[0] & 7], t[index[1] & 7], t[index[2] & 7], t[index[3] & 7]};
}

INLINE f32v f32_near_reciprocal(f32v x)
{
    return f32_set(1) / x;
}

INLINE f64v f64_muladd(f64v a, f64v b, f64v c)
{
    return a * b + c;
}

INLINE f64v f64_mulsub(f64v a, f64v b, f64v c)
{
    return c - a * b;
}

INLINE f64v f64_at_least(f64v x, double low)
{
    return f64_select(x < f64_set(low), f64_set(low), x);
}

INLINE f64v f64_at_most(f64v x, double high)
{
    return f64_select(x > f64_set(high), f64_set(high), x);
}

/* x without the lower half of its bits: products of two such numbers are exact. */
INLINE f64v f64_upper_half(f64v x)
{
    return (f64v)((i64v)x & ~(i64v){0x7FFFFFF, 0x7FFFFFF});
}

/* a b + c where c nearly cancels the product (T. J. Dekker, A floating-point technique for extending the
 * available precision, Numer. Math. 18, 1971). */
INLINE f64v f64_fused(f64v a, f64v b, f64v c)
{
    const f64v product = a * b;
    const f64v a1 = f64_upper_half(a), b1 = f64_upper_half(b);
    const f64v a2 = a - a1, b2 = b - b1;
    return (product + c) + (((a1 * b1 - product) + a1 * b2 + a2 * b1) + a2 * b2);
}

INLINE f64_table f64_table_of(const double entries[8])
{
    return entries;
}

INLINE f64v f64_lookup(f64_table t, i64v index)
{
    return (f64v){t[index[0] & 7], t[index[1] & 7]};
}

INLINE f64v f64_near_reciprocal(f64v x)
{
    return f64_set(1) / x;
}

#endif
