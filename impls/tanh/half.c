/* The hyperbolic tangent in f16 and bf16. */
#include "half/half.h"

#include <math.h>

static float single_gradient(float x)
{
    const float e = expf(-2 * fabsf(x));
    return 4 * e / ((1 + e) * (1 + e));
}

static double exact_gradient(double x)
{
    const double e = exp(-2 * fabs(x));
    return 4 * e / ((1 + e) * (1 + e));
}

REGISTER_HALVES("tanh", OP_FORWARD, tanhf, tanh);
REGISTER_HALVES("tanh", OP_GRADIENT, single_gradient, exact_gradient);
