/* Two branches, so that exp is never called with a positive argument and cannot overflow. */
#include "registry/implementation.h"

static real stable(real x)
{
    if (x >= 0)
        return 1 / (1 + exp(-x));
    const real e = exp(x);
    return e / (1 + e);
}

static real stable_gradient(real x)
{
    const real e = exp(-fabs(x));
    return e / ((1 + e) * (1 + e));
}

static real gradient_from_output(real x)
{
    const real y = stable(x);
    return y * (1 - y);
}

REGISTER_POINTWISE("sigmoid/stable", OP_FORWARD, stable, .source = "textbook two-branch logistic function");
REGISTER_POINTWISE("sigmoid/stable", OP_GRADIENT, stable_gradient, .source = "e/(1+e)^2 with e = exp(-|x|)");
REGISTER_POINTWISE("sigmoid/from_output", OP_GRADIENT, gradient_from_output,
                   .source = "S' = S(1-S) on the rounded output, as back-propagation does");
