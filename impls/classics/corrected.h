/* e^x by Schraudolph's method with its error subtracted: the straight line through the powers of two is
 * K(f) = 1 + f - 2^f too high at fraction f of x/ln 2, and a polynomial stands for K.
 *
 * A. C. I. Malossi, Y. Ineichen, C. Bekas and A. Curioni, "Fast Exponential Computation on SIMD
 * Architectures", HiPEAC Workshop on Approximate Computing, 2015: K by minimax polynomials of a chosen
 * degree. F. Perini and R. D. Reitz, "Fast approximations of exponential and logarithm functions combined
 * with efficient storage/retrieval for combustion kinetics calculations", Combustion and Flame 194 (2018)
 * 37-51: K by splines, so that the result has continuous derivatives; here those that take K's own value and
 * derivatives at 0 and 1. */
#ifndef ACTBENCH_CLASSICS_CORRECTED_H
#define ACTBENCH_CLASSICS_CORRECTED_H

#include "bits.h"
#include "coefficients.h"

/* What rounding adds: the sum of exponent and fraction stands in one number of the dtype. */
#ifdef ACTBENCH_REAL_F32
#define CORRECTED_LOW      (-87.0f)
#define CORRECTED_HIGH     88.5f
#define CORRECTED_ROUNDING 2e-5
#else
#define CORRECTED_LOW      (-708.0)
#define CORRECTED_HIGH     709.5
#define CORRECTED_ROUNDING 5e-13
#endif

/* Errors of the Hermite polynomials on [0, 1], relative to 2^f. */
#define PERINI_REITZ_3_ERROR 6.13e-4
#define PERINI_REITZ_5_ERROR 2.45e-6

#define MALOSSI_SOURCE(degree)                                                                                         \
    "Malossi, Ineichen, Bekas and Curioni 2015, correction of degree " #degree " from "                                \
    "scripts/classics.sollya"
#define PERINI_REITZ_SOURCE(degree)                                                                                    \
    "after Perini and Reitz 2018, correction by the Hermite polynomial of degree " #degree

/* c has degree + 1 entries. */
CLASSIC exp_corrected(real x, const double *c, int degree)
{
    const real z = held(x, CORRECTED_LOW, CORRECTED_HIGH) * (real)LOG2_E;
    const real correction = horner(c, degree, z - floor(z));
    return from_bits((integer)((z - correction + EXPONENT_BIAS) * (real)((integer)1 << FRACTION_BITS)));
}

CLASSIC exp_malossi_3(real x)
{
    return exp_corrected(x, MALOSSI_3, 3);
}

CLASSIC exp_malossi_5(real x)
{
    return exp_corrected(x, MALOSSI_5, 5);
}

/* f (1 - f) (1 - L + (3 L - 2) f) with L = ln 2: values 0, derivatives 1 - L and 1 - 2 L at the ends. */
CLASSIC exp_perini_reitz_3(real x)
{
    static const double hermite[] = {0, 1 - LN_2, 4 * LN_2 - 3, 2 - 3 * LN_2};
    return exp_corrected(x, hermite, 3);
}

/* With the second derivatives -L^2 and -2 L^2 too. */
CLASSIC exp_perini_reitz_5(real x)
{
    static const double hermite[] = {0,
                                     1 - LN_2,
                                     -LN_2 * LN_2 / 2,
                                     -10 + 14 * LN_2 + LN_2 * LN_2 / 2,
                                     15 - 22 * LN_2 + LN_2 * LN_2 / 2,
                                     -6 + 9 * LN_2 - LN_2 * LN_2 / 2};
    return exp_corrected(x, hermite, 5);
}

#endif
