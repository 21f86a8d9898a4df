/* The logistic function as a shifted and scaled tanh. */
#include "registry/implementation.h"

static real tanh_form(real x)
{
    const real half = (real)0.5;
    return half * tanh(half * x) + half;
}

REGISTER_POINTWISE("sigmoid/tanh_form", OP_FORWARD, tanh_form, .source = "sigmoid(x) = tanh(x/2)/2 + 1/2");
