/* e^x by writing a multiple of x into the exponent and fraction of a number: the fraction's straight line
 * stands for 2^f.
 *
 * N. N. Schraudolph, "A Fast, Compact Approximation of the Exponential Function", Neural Computation 11
 * (1999) 853-862, in the reentrant form of G. C. Cawley, "On a Fast, Compact Approximation of the Exponential
 * Function", Neural Computation 12 (2000) 2009-2012. The shift C is Schraudolph's for the least root mean
 * square error; (1 + f)/2^(f + c) with c = C/2^20 is then at least 2^-c, 3.94 % too low, and at most 1.97 %
 * too high. */
#ifndef ACTBENCH_CLASSICS_SCHRAUDOLPH_H
#define ACTBENCH_CLASSICS_SCHRAUDOLPH_H

#include "bits.h"

#define SCHRAUDOLPH_SOURCE "Schraudolph 1999, as recoded by Cawley 2000: maximum relative error 3.94 %"
#define SCHRAUDOLPH_ERROR  0.0395

#define QUOTIENT_SOURCE                                                                                                \
    "e^(x/2) / e^(-x/2), both by Schraudolph's method without shift (N. Schraudolph, Stack Overflow "                  \
    "47025373)"
#define QUOTIENT_ERROR 0.0106

/* The largest inputs that the bit patterns have room for. */
#ifdef ACTBENCH_REAL_F32
#define SCHRAUDOLPH_LOW  (-87.0f)
#define SCHRAUDOLPH_HIGH 88.5f
#else
#define SCHRAUDOLPH_LOW  (-708.0)
#define SCHRAUDOLPH_HIGH 709.0
#endif

/* In the published form the lower half of a double is left 0 (C is in units of its upper half). */
#ifdef ACTBENCH_REAL_F32
enum { SCHRAUDOLPH_BITS = 23, SCHRAUDOLPH_UNUSED = 0 };
#else
enum { SCHRAUDOLPH_BITS = 20, SCHRAUDOLPH_UNUSED = 32 };
#endif
#define SCHRAUDOLPH_SHIFT (60801.0 / (1 << 20))

/* The number with the bits of (z + EXPONENT_BIAS) 2^SCHRAUDOLPH_BITS, for x = scale * z. */
CLASSIC schraudolph_bits(real x, real scale, real offset)
{
    const int32_t upper = (int32_t)(x * scale + offset);
    return from_bits((integer)((uint64_t)(int64_t)upper << SCHRAUDOLPH_UNUSED));
}

CLASSIC exp_schraudolph(real x)
{
    const real scale = (real)((1 << SCHRAUDOLPH_BITS) * LOG2_E);
    const real offset = (real)((EXPONENT_BIAS - SCHRAUDOLPH_SHIFT) * (1 << SCHRAUDOLPH_BITS));
    return schraudolph_bits(held(x, SCHRAUDOLPH_LOW, SCHRAUDOLPH_HIGH), scale, offset);
}

CLASSIC exp_schraudolph_quotient(real x)
{
    const real half_scale = (real)((1 << SCHRAUDOLPH_BITS) * LOG2_E / 2);
    const real offset = (real)(EXPONENT_BIAS * (double)(1 << SCHRAUDOLPH_BITS));
    const real safe = held(x, SCHRAUDOLPH_LOW, SCHRAUDOLPH_HIGH);
    return schraudolph_bits(safe, half_scale, offset) / schraudolph_bits(-safe, half_scale, offset);
}

#endif
