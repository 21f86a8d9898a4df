#include "accuracy/format.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

static const float_format formats[DTYPE_COUNT] = {
    [DTYPE_F32] = {24, -126, 127, sizeof(float), 0x7f800000, 0x7fffffff},
    [DTYPE_F64] = {53, -1022, 1023, sizeof(double), 0x7ff0000000000000, 0x7fffffffffffffff},
};

const float_format *format_of(dtype type)
{
    return &formats[type];
}

uint64_t format_bits(const float_format *f, uint64_t magnitude, bool negative)
{
    return negative ? magnitude | (f->last + 1) : magnitude;
}

double format_value(const float_format *f, uint64_t bits)
{
    double value;
    if (f->size == sizeof(float)) {
        const uint32_t narrow = (uint32_t)bits;
        float element;
        memcpy(&element, &narrow, sizeof element);
        return (double)element;
    }
    memcpy(&value, &bits, sizeof value);
    return value;
}

uint64_t format_encode(const float_format *f, double value)
{
    if (f->size == sizeof(float)) {
        const float element = (float)value;
        return format_element_bits(f, &element, 0);
    }
    return format_element_bits(f, &value, 0);
}

void format_store(const float_format *f, const uint64_t *magnitudes, size_t n, bool negative, void *elements)
{
    const uint64_t sign = negative ? f->last + 1 : 0;
    if (f->size == sizeof(float)) {
        uint32_t *patterns = elements;
        for (size_t i = 0; i < n; i++)
            patterns[i] = (uint32_t)(magnitudes[i] | sign);
    } else {
        uint64_t *patterns = elements;
        for (size_t i = 0; i < n; i++)
            patterns[i] = magnitudes[i] | sign;
    }
}

uint64_t format_element_bits(const float_format *f, const void *elements, size_t i)
{
    if (f->size == sizeof(float)) {
        uint32_t bits;
        memcpy(&bits, (const char *)elements + i * sizeof bits, sizeof bits);
        return bits;
    }
    uint64_t bits;
    memcpy(&bits, (const char *)elements + i * sizeof bits, sizeof bits);
    return bits;
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
