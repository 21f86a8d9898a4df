/* tanh through the two-branch logistic function: cancels near 0. */
#include "registry/implementation.h"

static real stable_sigmoid(real x)
{
    if (x >= 0)
        return 1 / (1 + exp(-x));
    const real e = exp(x);
    return e / (1 + e);
}

static real sigmoid_form(real x)
{
    return 2 * stable_sigmoid(2 * x) - 1;
}

REGISTER_POINTWISE("tanh/sigmoid_form", OP_FORWARD, sigmoid_form, .source = "tanh(x) = 2 sigmoid(2x) - 1");
