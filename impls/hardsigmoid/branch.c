#include "registry/implementation.h"

static real branch(real x)
{
    return x != x ? x : x <= -3 ? 0 : x >= 3 ? 1 : (x + 3) / 6;
}

static real gradient(real x)
{
    return x != x ? x : x > -3 && x < 3 ? (real)1 / 6 : 0;
}

REGISTER_POINTWISE("hardsigmoid/branch", OP_FORWARD, branch, .source = "definition by cases, Howard et al. 2019");
REGISTER_POINTWISE("hardsigmoid/branch", OP_GRADIENT, gradient,
                   .source = "derivative by cases, as PyTorch's hardsigmoid_backward");
