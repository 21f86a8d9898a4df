/* The definition as printed; its two derivatives as the textbooks give them. */
#include "registry/implementation.h"

static real printed(real x, real alpha)
{
    return x < 0 ? alpha * (exp(x) - 1) : x;
}

static real gradient_from_output(real x, real alpha)
{
    return x > 0 ? 1 : printed(x, alpha) + alpha;
}

static real gradient_from_input(real x, real alpha)
{
    return x > 0 ? 1 : alpha * exp(x);
}

REGISTER_POINTWISE_ALPHA("elu/printed", OP_FORWARD, printed, .source = "definition: alpha (e^x - 1) for x < 0");
REGISTER_POINTWISE_ALPHA("elu/from_output", OP_GRADIENT, gradient_from_output,
                         .source = "y + alpha on the rounded output, as back-propagation does");
REGISTER_POINTWISE_ALPHA("elu/from_input", OP_GRADIENT, gradient_from_input, .source = "alpha e^x for x <= 0");
