#include "registry/implementation.h"

static real printed(real x)
{
    return x / (1 + fabs(x));
}

static real gradient(real x)
{
    const real sum = 1 + fabs(x);
    return 1 / (sum * sum);
}

REGISTER_POINTWISE("softsign/printed", OP_FORWARD, printed, .source = "definition: x/(1 + |x|)");
REGISTER_POINTWISE("softsign/printed", OP_GRADIENT, gradient, .source = "derivative: 1/(1 + |x|)^2");
