/* The binary floating-point formats, and their values by bit pattern. A magnitude is a bit pattern without
 * its sign: magnitudes in integer order are values in order. */
#ifndef ACTBENCH_FORMAT_H
#define ACTBENCH_FORMAT_H

#include "registry/implementation.h"

#include <stdbool.h>

typedef struct float_format {
    int precision;           /* p, hidden bit included */
    int e_min;               /* of the smallest normal number, 2^e_min */
    int e_max;               /* of the largest finite binade */
    size_t size;             /* bytes */
    uint64_t infinity, last; /* magnitude of infinity; largest magnitude (a NaN) */
} float_format;

const float_format *format_of(dtype type);

/* 2^exponent for -1074 <= exponent <= 1024, the last being infinity; ldexp's calls add up where this is asked
 * for again and again. */
static inline double power_of_two(int exponent)
{
    const union {
        uint64_t bits;
        double value;
    } power = {.bits = exponent < -1022 ? UINT64_C(1) << (exponent + 1074) : (uint64_t)(exponent + 1023) << 52};
    return power.value;
}

/* The bit pattern of a magnitude with a sign. */
uint64_t format_bits(const float_format *f, uint64_t magnitude, bool negative);

/* The value of a bit pattern, exactly, as a double. */
double format_value(const float_format *f, uint64_t bits);

/* The bit pattern of a double that the format can represent. */
uint64_t format_encode(const float_format *f, double value);

/* Writes n bit patterns as elements of the format. */
void format_store(const float_format *f, const uint64_t *magnitudes, size_t n, bool negative, void *elements);

/* The bit pattern of element i. */
uint64_t format_element_bits(const float_format *f, const void *elements, size_t i);

/* "0x1.8p+0" (or inf, nan) and "0x3fc00000" for a bit pattern. */
void format_print_value(const float_format *f, uint64_t bits, char *text, size_t size);
void format_print_bits(const float_format *f, uint64_t bits, char *text, size_t size);

#endif
