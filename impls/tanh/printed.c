/* The definition as printed: 0/0-prone near 0 and inf/inf past the overflow of exp. */
#include "registry/implementation.h"

static real printed(real x)
{
    return (exp(x) - exp(-x)) / (exp(x) + exp(-x));
}

REGISTER_POINTWISE("tanh/printed", OP_FORWARD, printed, .source = "definition: (e^x - e^-x)/(e^x + e^-x)");
