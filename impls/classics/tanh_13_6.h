/* tanh as a quotient of polynomials of degree 13 and 6 between -7.9 and 7.9, and +-1 beyond: the coefficients that
 * Eigen publishes (Eigen/src/Core/MathFunctionsImpl.h, generic_fast_tanh_float) and MLAS took over. */
#ifndef ACTBENCH_CLASSICS_TANH_13_6_H
#define ACTBENCH_CLASSICS_TANH_13_6_H

#include "pointwise.h"

#define TANH_13_6_SOURCE "tanh by the rational approximation 13/6 of Eigen and MLAS"

CLASSIC tanh_13_6(real x)
{
    const real end = (real)7.90531110763549805;
    const real held = x > end ? end : x < -end ? -end : x, s = held * held;
    real above = (real)-2.76076847742355e-16;
    above = above * s + (real)2.00018790482477e-13;
    above = above * s + (real)-8.60467152213735e-11;
    above = above * s + (real)5.12229709037114e-08;
    above = above * s + (real)1.48572235717979e-05;
    above = above * s + (real)6.37261928875436e-04;
    above = above * s + (real)4.89352455891786e-03;
    real below = (real)1.19825839466702e-06;
    below = below * s + (real)1.18534705686654e-04;
    below = below * s + (real)2.26843463243900e-03;
    below = below * s + (real)4.89352518554385e-03;
    return fabs(x) < (real)0.0004 ? x : held * above / below;
}

#endif
