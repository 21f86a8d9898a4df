/* max(alpha x, x): the same function where alpha <= 1, another one where alpha > 1. */
#include "registry/implementation.h"

static real max_form(real x, real alpha)
{
    return fmax(alpha * x, x);
}

REGISTER_POINTWISE_ALPHA("leaky_relu/max_form", OP_FORWARD, max_form, .source = "max(alpha x, x) by fmax");
