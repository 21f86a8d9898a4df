/* The vectors of AArch64's Advanced SIMD (NEON): 4 floats or 2 doubles. What the functions mean is said in vector.h. */
#ifndef ACTBENCH_SIMD_NEON_H
#define ACTBENCH_SIMD_NEON_H

#include "sixteen_bytes.h"

#include <arm_neon.h>

#define VECTOR_ISA       neon
#define VECTOR_ISA_NEEDS "asimd"
#define VECTOR_FUSED     1

/* A table is looked up byte by byte. */
typedef uint8x16x2_t f32_table;
typedef uint8x16x4_t f64_table;

enum { VECTOR_REGISTERS = 32 };
enum { f32_rough_reciprocal = 1, f64_rough_reciprocal = 0 };

INLINE f32v f32_muladd(f32v a, f32v b, f32v c)
{
    return vfmaq_f32(c, a, b);
}

INLINE f32v f32_fused(f32v a, f32v b, f32v c)
{
    return vfmaq_f32(c, a, b);
}

INLINE f32v f32_mulsub(f32v a, f32v b, f32v c)
{
    return vfmsq_f32(c, a, b);
}

INLINE f32v f32_at_least(f32v x, float low)
{
    return vmaxq_f32(x, f32_set(low));
}

INLINE f32v f32_at_most(f32v x, float high)
{
    return vminq_f32(x, f32_set(high));
}

INLINE f32_table f32_table_of(const float entries[8])
{
    return vld1q_u8_x2((const uint8_t *)entries);
}

INLINE f32v f32_lookup(f32_table t, i32v index)
{
    const uint32x4_t entry = vandq_u32((uint32x4_t)index, vdupq_n_u32(7));
    const uint32x4_t bytes = vmlaq_n_u32(vdupq_n_u32(0x03020100), entry, 0x04040404);
    return (f32v)vqtbl2q_u8(t, vreinterpretq_u8_u32(bytes));
}

/* The architecture's estimate has an error below 2^-8 and a step of Newton's method squares it. */
INLINE f32v f32_near_reciprocal(f32v x)
{
    const float32x4_t estimate = vrecpeq_f32(x);
    return vmulq_f32(estimate, vrecpsq_f32(x, estimate));
}

INLINE f64v f64_muladd(f64v a, f64v b, f64v c)
{
    return vfmaq_f64(c, a, b);
}

INLINE f64v f64_fused(f64v a, f64v b, f64v c)
{
    return vfmaq_f64(c, a, b);
}

INLINE f64v f64_mulsub(f64v a, f64v b, f64v c)
{
    return vfmsq_f64(c, a, b);
}

INLINE f64v f64_at_least(f64v x, double low)
{
    return vmaxq_f64(x, f64_set(low));
}

INLINE f64v f64_at_most(f64v x, double high)
{
    return vminq_f64(x, f64_set(high));
}

INLINE f64_table f64_table_of(const double entries[8])
{
    return vld1q_u8_x4((const uint8_t *)entries);
}

INLINE f64v f64_lookup(f64_table t, i64v index)
{
    const uint32x4_t low = vtrn1q_u32((uint32x4_t)index, (uint32x4_t)index);
    const uint32x4_t entry = vandq_u32(low, vdupq_n_u32(7));
    const uint32x4_t first = vreinterpretq_u32_u64(vdupq_n_u64(0x0706050403020100));
    return (f64v)vqtbl4q_u8(t, vreinterpretq_u8_u32(vmlaq_n_u32(first, entry, 0x08080808)));
}

INLINE f64v f64_near_reciprocal(f64v x)
{
    return f64_set(1) / x;
}

#endif
