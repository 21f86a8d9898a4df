/* The piecewise definition, element by element. */
#include "registry/implementation.h"

static real branch(real x)
{
    return x > 0 ? x : 0;
}

static real gradient(real x)
{
    return x > 0 ? 1 : 0;
}

REGISTER_POINTWISE("relu/branch", OP_FORWARD, branch, .source = "definition by cases");
REGISTER_POINTWISE("relu/branch", OP_GRADIENT, gradient, .source = "derivative by cases");
