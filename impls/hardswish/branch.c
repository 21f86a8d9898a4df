#include "registry/implementation.h"

static real branch(real x)
{
    return x != x || x >= 3 ? x : x <= -3 ? -(real)0 : x * (x + 3) / 6;
}

static real product(real x)
{
    return x * fmin(fmax(x + 3, (real)0), (real)6) / 6;
}

static real gradient(real x)
{
    return x != x ? x : x < -3 ? 0 : x <= 3 ? x / 3 + (real)0.5 : 1;
}

REGISTER_POINTWISE("hardswish/branch", OP_FORWARD, branch, .source = "definition by cases, Howard et al. 2019");
REGISTER_POINTWISE("hardswish/product", OP_FORWARD, product,
                   .source = "x min(max(x + 3, 0), 6)/6, as PyTorch's hardswish");
REGISTER_POINTWISE("hardswish/branch", OP_GRADIENT, gradient,
                   .source = "derivative by cases, as PyTorch's hardswish_backward");
