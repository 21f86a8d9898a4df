/* erf by M. Abramowitz and I. A. Stegun, "Handbook of Mathematical Functions" (1964), 7.1.26, after C. Hastings:
 * 1 - (a1 t + ... + a5 t^5) e^-x^2 with t = 1/(1 + p x), absolute error 1.5e-7. */
#ifndef ACTBENCH_CLASSICS_ERF_7_1_26_H
#define ACTBENCH_CLASSICS_ERF_7_1_26_H

#include "registry/implementation.h"

#define ERF_7_1_26_SOURCE "Abramowitz and Stegun 7.1.26, absolute error 1.5e-7"

static inline real erf_7_1_26(real x)
{
    const real m = fabs(x), t = 1 / (1 + (real)0.3275911 * m);
    const real sum =
        ((((real)1.061405429 * t - (real)1.453152027) * t + (real)1.421413741) * t - (real)0.284496736) * t +
        (real)0.254829592;
    return copysign(1 - sum * t * exp(-m * m), x);
}

#endif
