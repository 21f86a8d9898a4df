#include "registry/implementation.h"

static real printed(real x, real alpha)
{
    return fmax((real)0, x) + fmin((real)0, alpha * (exp(x / alpha) - 1));
}

static real with_expm1(real x, real alpha)
{
    return x > 0 ? x : alpha * expm1(x / alpha);
}

static real gradient(real x, real alpha)
{
    return x > 0 ? 1 : exp(x / alpha);
}

static real grad_alpha(real x, real alpha)
{
    const real u = x / alpha, t = expm1(u);
    return x > 0 ? 0 : t == -1 ? t : t - u * (1 + t);
}

REGISTER_POINTWISE_ALPHA("celu/printed", OP_FORWARD, printed,
                         .source = "definition: max(0, x) + min(0, alpha (e^(x/alpha) - 1)), Barron 2017");
REGISTER_POINTWISE_ALPHA("celu/expm1", OP_FORWARD, with_expm1, .source = "alpha expm1(x/alpha) for x <= 0");
REGISTER_POINTWISE_ALPHA("celu/from_input", OP_GRADIENT, gradient, .source = "e^(x/alpha) for x <= 0");
REGISTER_POINTWISE_ALPHA("celu/from_input", OP_GRAD_ALPHA, grad_alpha,
                         .source = "expm1(u) - u e^u with u = x/alpha for x <= 0");
