/* expm1 keeps the small results that exp(x) - 1 cancels away. */
#include "registry/implementation.h"

static real with_expm1(real x, real alpha)
{
    return x > 0 ? x : alpha * expm1(x);
}

static real grad_alpha(real x)
{
    return x > 0 ? 0 : expm1(x);
}

REGISTER_POINTWISE_ALPHA("elu/expm1", OP_FORWARD, with_expm1, .source = "alpha expm1(x) for x <= 0");
REGISTER_POINTWISE("elu/expm1", OP_GRAD_ALPHA, grad_alpha, .source = "expm1(x) for x <= 0");
