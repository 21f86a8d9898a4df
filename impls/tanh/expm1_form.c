/* tanh through expm1, which keeps the small results; the sign is put back at the end. */
#include "registry/implementation.h"

static real expm1_form(real x)
{
    const real m = expm1(-2 * fabs(x));
    return copysign(-m / (2 + m), x);
}

static real stable_gradient(real x)
{
    const real e = exp(-2 * fabs(x));
    return 4 * e / ((1 + e) * (1 + e));
}

static real gradient_from_output(real x)
{
    const real y = tanh(x);
    return 1 - y * y;
}

REGISTER_POINTWISE("tanh/expm1_form", OP_FORWARD, expm1_form, .source = "tanh|x| = -m/(2+m) with m = expm1(-2|x|)");
REGISTER_POINTWISE("tanh/stable", OP_GRADIENT, stable_gradient, .source = "4e/(1+e)^2 with e = exp(-2|x|)");
REGISTER_POINTWISE("tanh/from_output", OP_GRADIENT, gradient_from_output,
                   .source = "1 - y^2 on the rounded output, as back-propagation does");
