/* The logistic function in f16 and bf16. */
#include "half/half.h"

#include <math.h>

static float single_forward(float x)
{
    const float e = expf(-fabsf(x));
    return (x >= 0 ? 1 : e) / (1 + e);
}

static double exact_forward(double x)
{
    const double e = exp(-fabs(x));
    return (x >= 0 ? 1 : e) / (1 + e);
}

static float single_gradient(float x)
{
    const float e = expf(-fabsf(x));
    return e / ((1 + e) * (1 + e));
}

static double exact_gradient(double x)
{
    const double e = exp(-fabs(x));
    return e / ((1 + e) * (1 + e));
}

REGISTER_HALVES("sigmoid", OP_FORWARD, single_forward, exact_forward);
REGISTER_HALVES("sigmoid", OP_GRADIENT, single_gradient, exact_gradient);
