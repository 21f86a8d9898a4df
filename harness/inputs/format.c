#include "inputs/format.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

static const float_format formats[DTYPE_COUNT] = {
    [DTYPE_F32] = {24, -126, 127, sizeof(float), 0x7f800000, 0x7fffffff},
    [DTYPE_F64] = {53, -1022, 1023, sizeof(double), 0x7ff0000000000000, 0x7fffffffffffffff},
    [DTYPE_F16] = {11, -14, 15, sizeof(uint16_t), 0x7c00, 0x7fff},
    [DTYPE_BF16] = {8, -126, 127, sizeof(uint16_t), 0x7f80, 0x7fff},
};

const float_format *format_of(dtype type)
{
    return &formats[type];
}

uint64_t format_bits(const float_format *f, uint64_t magnitude, bool negative)
{
    return negative ? magnitude | (f->last + 1) : magnitude;
}

/* Any format of at most 53 bits of precision, from its definition. */
static double decode(const float_format *f, uint64_t bits)
{
    const uint64_t magnitude = bits & f->last, hidden = UINT64_C(1) << (f->precision - 1);
    const double sign = bits > f->last ? -1 : 1;
    if (magnitude > f->infinity)
        return copysign(NAN, sign);
    if (magnitude == f->infinity)
        return sign * HUGE_VAL;
    const int field = (int)(magnitude >> (f->precision - 1));
    const uint64_t fraction = magnitude & (hidden - 1), significand = field > 0 ? fraction | hidden : fraction;
    return sign * ldexp((double)significand, f->e_min + (field > 0 ? field - 1 : 0) - f->precision + 1);
}

static uint64_t encode(const float_format *f, double value)
{
    const uint64_t hidden = UINT64_C(1) << (f->precision - 1);
    uint64_t magnitude = f->infinity;
    if (isnan(value)) {
        magnitude |= hidden >> 1;
    } else if (value == 0) {
        magnitude = 0;
    } else if (isfinite(value)) {
        const int exponent = ilogb(value) < f->e_min ? f->e_min : ilogb(value);
        const uint64_t significand = (uint64_t)ldexp(fabs(value), f->precision - 1 - exponent);
        magnitude = (uint64_t)(exponent - f->e_min) * hidden + significand;
    }
    return format_bits(f, magnitude, signbit(value) != 0);
}

double format_value(const float_format *f, uint64_t bits)
{
    if (f->size == sizeof(float)) {
        const uint32_t narrow = (uint32_t)bits;
        float element;
        memcpy(&element, &narrow, sizeof element);
        return (double)element;
    }
    if (f->size < sizeof(float))
        return decode(f, bits);
    double value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

uint64_t format_encode(const float_format *f, double value)
{
    if (f->size == sizeof(float)) {
        const float element = (float)value;
        return format_element_bits(f, &element, 0);
    }
    if (f->size < sizeof(float))
        return encode(f, value);
    return format_element_bits(f, &value, 0);
}

void format_store(const float_format *f, const uint64_t *magnitudes, size_t n, bool negative, void *elements)
{
    uint16_t *halves = elements;
    uint32_t *singles = elements;
    uint64_t *doubles = elements;
    for (size_t i = 0; i < n; i++) {
        const uint64_t bits = format_bits(f, magnitudes[i], negative);
        if (f->size == sizeof *halves)
            halves[i] = (uint16_t)bits;
        else if (f->size == sizeof *singles)
            singles[i] = (uint32_t)bits;
        else
            doubles[i] = bits;
    }
}

uint64_t format_element_bits(const float_format *f, const void *elements, size_t i)
{
    const char *element = (const char *)elements + i * f->size;
    uint16_t half;
    uint32_t single;
    uint64_t wide;
    switch (f->size) {
    case sizeof half:
        memcpy(&half, element, sizeof half);
        return half;
    case sizeof single:
        memcpy(&single, element, sizeof single);
        return single;
    default:
        memcpy(&wide, element, sizeof wide);
        return wide;
    }
}

void format_print_value(const float_format *f, uint64_t bits, char *text, size_t size)
{
    const double value = format_value(f, bits);
    if (isnan(value))
        snprintf(text, size, "nan");
    else
        snprintf(text, size, "%a", value);
}

void format_print_bits(const float_format *f, uint64_t bits, char *text, size_t size)
{
    snprintf(text, size, "0x%0*" PRIx64, (int)f->size * 2, bits);
}
