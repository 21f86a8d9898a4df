/* The logistic function as one odd polynomial around 1/2, as is used where division is dear (homomorphic
 * encryption, small hardware). */
#ifndef ACTBENCH_CLASSICS_POLYNOMIAL_H
#define ACTBENCH_CLASSICS_POLYNOMIAL_H

#include "coefficients.h"
#include "pointwise.h"

#define POLYNOMIAL_9_SOURCE "odd minimax polynomial of degree 9 on [-8, 8] from scripts/classics.sollya, flat outside"

CLASSIC sigmoid_polynomial_9(real x)
{
    const real safe = held(x, -8, 8);
    return (real)0.5 + safe * horner(SIGMOID_9, 4, safe * safe);
}

#endif
