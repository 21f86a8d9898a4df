/* e^x = 2^k e^r with |r| <= ln(2)/2, the usual reduction (W. J. Cody and W. Waite, "Software Manual for the
 * Elementary Functions", 1980), and an approximation of e^r: a minimax polynomial or a Padé approximant. */
#ifndef ACTBENCH_CLASSICS_REDUCED_H
#define ACTBENCH_CLASSICS_REDUCED_H

#include "bits.h"
#include "coefficients.h"

/* ln 2 in two parts: k times the upper one is exact. Beyond LOW and HIGH the result is 0 or infinite. */
#ifdef ACTBENCH_REAL_F32
#define REDUCED_LOW      (-105.0f)
#define REDUCED_HIGH     90.0f
#define REDUCED_ROUNDING 2e-7
#define LN_2_UPPER       0x1.62e4p-1f
#define LN_2_LOWER       0x1.7f7d1cp-20f
#define NORMAL_LOW       (-87.3f)
#define NORMAL_HIGH      88.7f
#else
#define REDUCED_LOW      (-746.0)
#define REDUCED_HIGH     711.0
#define REDUCED_ROUNDING 4e-16
#define LN_2_UPPER       0x1.62e42fee00000p-1
#define LN_2_LOWER       0x1.a39ef35793c76p-33
#define NORMAL_LOW       (-708.3)
#define NORMAL_HIGH      709.7
#endif

#define MINIMAX_SOURCE(degree) "e^r by the minimax polynomial of degree " #degree " of scripts/classics.sollya"

/* The approximant's own error, (3!)^2 r^7 / (6! 7!) at r = ln(2)/2. */
#define PADE_3_3_ERROR 6e-9

/* x = k ln 2 + r. */
typedef struct reduced {
    integer k;
    real r;
} reduced;

__attribute__((always_inline)) static inline reduced reduce(real x)
{
    const real safe = held(x, REDUCED_LOW, REDUCED_HIGH);
    const real k = rint(safe * (real)LOG2_E);
    return (reduced){(integer)k, safe - k * LN_2_UPPER - k * LN_2_LOWER};
}

/* 2^k m, in two steps so that k may leave the exponent's range and the result become subnormal. */
CLASSIC scaled(real m, integer k)
{
    const integer half = k >> 1;
    return m * power_of_two(half) * power_of_two(k - half);
}

CLASSIC exp_minimax_3(real x)
{
    const reduced s = reduce(x);
    return scaled(horner(EXP_3, 3, s.r), s.k);
}

CLASSIC exp_minimax_6(real x)
{
    const reduced s = reduce(x);
    return scaled(horner(EXP_6, 6, s.r), s.k);
}

CLASSIC exp_minimax_11(real x)
{
    const reduced s = reduce(x);
    return scaled(horner(EXP_11, 11, s.r), s.k);
}

/* The third convergent of Lambert's continued fraction for (e^r - 1)/(e^r + 1), which is the diagonal Padé
 * approximant. */
CLASSIC exp_pade_3_3(real x)
{
    const reduced s = reduce(x);
    const real even = 120 + 12 * s.r * s.r, odd = s.r * (60 + s.r * s.r);
    return scaled((even + odd) / (even - odd), s.k);
}

#endif
