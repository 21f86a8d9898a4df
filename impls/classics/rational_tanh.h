/* Rational approximations of tanh from Lambert's continued fraction x/(1 + x^2/(3 + x^2/(5 + ...))) (J. H.
 * Lambert, 1761): cut after so many terms it is a Padé approximant. Held within [-1, 1], which it leaves for
 * large |x|. */
#ifndef ACTBENCH_CLASSICS_RATIONAL_TANH_H
#define ACTBENCH_CLASSICS_RATIONAL_TANH_H

#include "pointwise.h"

#define PADE_3_2_SOURCE "x (15 + x^2)/(15 + 6 x^2), Padé [3/2]"
#define PADE_3_2_ERROR  0.0236
#define PADE_7_6_SOURCE "Padé [7/6]"
#define PADE_7_6_ERROR  9.8e-5

/* Where it would pass 1 the true value is this close to it; larger |x| stand for the place. */
CLASSIC tanh_pade_3_2(real x)
{
    const real safe = held(x, -4, 4), s = safe * safe;
    return held(safe * (15 + s) / (15 + 6 * s), -1, 1);
}

CLASSIC tanh_pade_7_6(real x)
{
    const real safe = held(x, -8, 8), s = safe * safe;
    return held(safe * (135135 + s * (17325 + s * (378 + s))) / (135135 + s * (62370 + s * (3150 + s * 28))), -1, 1);
}

/* The same value as Lambert writes it. */
CLASSIC tanh_continued_fraction(real x)
{
    const real safe = held(x, -8, 8), s = safe * safe;
    real tail = 13;
    for (int odd = 11; odd >= 1; odd -= 2)
        tail = (real)odd + s / tail;
    return held(safe / tail, -1, 1);
}

#endif
