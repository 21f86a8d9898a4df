#include "registry/implementation.h"

static const real lambda = (real)1.0507009873554804934193349852946L;
static const real alpha = (real)1.6732632423543772848170429916717L;

static real printed(real x)
{
    return lambda * (x > 0 ? x : alpha * (exp(x) - 1));
}

static real with_expm1(real x)
{
    return x > 0 ? lambda * x : lambda * alpha * expm1(x);
}

static real gradient(real x)
{
    return x > 0 ? lambda : lambda * alpha * exp(x);
}

REGISTER_POINTWISE("selu/printed", OP_FORWARD, printed, .source = "definition by cases, Klambauer et al. 2017");
REGISTER_POINTWISE("selu/expm1", OP_FORWARD, with_expm1, .source = "lambda alpha expm1(x) for x <= 0");
REGISTER_POINTWISE("selu/from_input", OP_GRADIENT, gradient, .source = "lambda alpha e^x for x <= 0");
