/* The piecewise definition and its two partial derivatives. */
#include "registry/implementation.h"

static real branch(real x, real alpha)
{
    return x > 0 ? x : alpha * x;
}

static real gradient(real x, real alpha)
{
    return x > 0 ? 1 : alpha;
}

static real grad_alpha(real x)
{
    return x > 0 ? 0 : x;
}

REGISTER_POINTWISE_ALPHA("leaky_relu/branch", OP_FORWARD, branch, .source = "definition by cases");
REGISTER_POINTWISE_ALPHA("leaky_relu/branch", OP_GRADIENT, gradient, .source = "derivative by cases");
REGISTER_POINTWISE("leaky_relu/branch", OP_GRAD_ALPHA, grad_alpha, .source = "derivative by cases");
