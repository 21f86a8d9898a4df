/* Conversions of f16 and bf16 elements, all rounding to nearest, ties to even. A NaN stays a NaN of its sign
 * and leading payload and becomes quiet. */
#ifndef ACTBENCH_NARROW_H
#define ACTBENCH_NARROW_H

#include <stdint.h>
#include <string.h>

/* gcc has the type on x86-64, where clang 14 does not. bf16 is an integer to both: their __bf16, where there
 * is one, cannot be converted. */
#ifdef __FLT16_MANT_DIG__
__extension__ typedef _Float16 binary16;
#endif

static inline uint32_t float_bits(float value)
{
    uint32_t bits;
    memcpy(&bits, &value, sizeof bits);
    return bits;
}

static inline float float_of_bits(uint32_t bits)
{
    float value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

static inline float bf16_to_f32(uint16_t x)
{
    const uint32_t bits = (uint32_t)x << 16, quiet = 0x00400000;
    return float_of_bits((bits & 0x7fffffff) > 0x7f800000 ? bits | quiet : bits);
}

static inline uint16_t bf16_from_f32(float value)
{
    const uint32_t bits = float_bits(value), quiet = 0x00400000;
    if ((bits & 0x7fffffff) > 0x7f800000)
        return (uint16_t)((bits | quiet) >> 16);
    const uint32_t odd = (bits >> 16) & 1;
    return (uint16_t)((bits + 0x7fff + odd) >> 16);
}

static inline float f16_to_f32(uint16_t x)
{
    const uint16_t magnitude = x & 0x7fff, quiet = magnitude > 0x7c00 ? x | 0x0200 : x;
#ifdef __FLT16_MANT_DIG__
    binary16 half;
    memcpy(&half, &quiet, sizeof half);
    return (float)half;
#else
    const uint32_t sign = (uint32_t)(x & 0x8000) << 16;
    if (magnitude >= 0x7c00)
        return float_of_bits(sign | 0x7f800000 | (uint32_t)(quiet & 0x3ff) << 13);
    /* As f32 the pattern means a value that is 2^112 too small; the product is exact. */
    return float_of_bits(sign | float_bits(float_of_bits((uint32_t)magnitude << 13) * 0x1p112f));
#endif
}

static inline uint16_t f16_from_f32(float value)
{
#ifdef __FLT16_MANT_DIG__
    const binary16 half = (binary16)value;
    uint16_t bits;
    memcpy(&bits, &half, sizeof bits);
    return bits;
#else
    const uint32_t bits = float_bits(value), magnitude = bits & 0x7fffffff, sign = (bits >> 16) & 0x8000;
    if (magnitude > 0x7f800000)
        return (uint16_t)(sign | 0x7e00 | ((magnitude >> 13) & 0x3ff));
    if (magnitude >= 0x47800000)
        return (uint16_t)(sign | 0x7c00);
    /* Below 2^-14 the sum with 2^-1 has f16's last place in its own last place. */
    if (magnitude < 0x38800000)
        return (uint16_t)(sign | (float_bits(float_of_bits(magnitude) + 0.5f) - float_bits(0.5f)));
    const uint32_t odd = (magnitude >> 13) & 1;
    return (uint16_t)(sign | ((magnitude - (112u << 23) + 0xfff + odd) >> 13));
#endif
}

/* Rounds to odd: the value truncated, its last bit set where that is not exact. What it is rounded to next,
 * in a narrower format, is then what `value` itself rounds to. */
static inline float to_odd_f32(double value)
{
    const float nearest = (float)value;
    uint32_t bits = float_bits(nearest);
    if ((double)nearest == value || value != value)
        return nearest;
    const double excess = value < 0 ? value - (double)nearest : (double)nearest - value;
    return float_of_bits((bits - (excess > 0)) | 1);
}

static inline uint16_t bf16_from_f64(double value)
{
    return bf16_from_f32(to_odd_f32(value));
}

static inline uint16_t f16_from_f64(double value)
{
    return f16_from_f32(to_odd_f32(value));
}

#endif
