/* The bits of a floating-point number as an integer: sign, exponent, fraction. */
#ifndef ACTBENCH_CLASSICS_BITS_H
#define ACTBENCH_CLASSICS_BITS_H

#include "pointwise.h"

#include <float.h>
#include <string.h>

#ifdef ACTBENCH_REAL_F32
typedef int32_t integer;
enum { FRACTION_BITS = FLT_MANT_DIG - 1, EXPONENT_BIAS = FLT_MAX_EXP - 1 };
#else
typedef int64_t integer;
enum { FRACTION_BITS = DBL_MANT_DIG - 1, EXPONENT_BIAS = DBL_MAX_EXP - 1 };
#endif

#define LOG2_E 0x1.71547652b82fep+0
#define LN_2   0x1.62e42fefa39efp-1

CLASSIC from_bits(integer bits)
{
    real value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

/* 2^k for a normal result. */
CLASSIC power_of_two(integer k)
{
    return from_bits((k + EXPONENT_BIAS) * ((integer)1 << FRACTION_BITS));
}

#endif
