#include "registry/implementation.h"

static real branch(real x)
{
    return x != x ? x : x <= 0 ? 0 : x < 6 ? x : 6;
}

static real gradient(real x)
{
    return x != x ? x : x > 0 && x < 6 ? 1 : 0;
}

REGISTER_POINTWISE("relu6/branch", OP_FORWARD, branch, .source = "definition by cases, Howard et al. 2017");
REGISTER_POINTWISE("relu6/branch", OP_GRADIENT, gradient,
                   .source = "derivative by cases, as PyTorch's hardtanh_backward");
