/* log_sigmoid as it is printed and in the stable form, and its derivative. */
#include "registry/implementation.h"

static real printed(real x)
{
    return log(1 / (1 + exp(-x)));
}

static real stable(real x)
{
    return (x != x || x < 0 ? x : 0) - log1p(exp(-fabs(x)));
}

static real gradient(real x)
{
    return 1 - 1 / (1 + exp(-x));
}

static real stable_gradient(real x)
{
    const real e = exp(-fabs(x));
    return x < 0 ? 1 - e / (1 + e) : e / (1 + e);
}

REGISTER_POINTWISE("log_sigmoid/printed", OP_FORWARD, printed, .source = "definition: ln(sigmoid(x))");
REGISTER_POINTWISE("log_sigmoid/stable", OP_FORWARD, stable,
                   .source = "min(x, 0) - log1p(e^-|x|), as PyTorch's logsigmoid");
REGISTER_POINTWISE("log_sigmoid/printed", OP_GRADIENT, gradient, .source = "derivative: 1 - sigmoid(x)");
REGISTER_POINTWISE("log_sigmoid/stable", OP_GRADIENT, stable_gradient,
                   .source = "e/(1 + e), for x < 0 1 - e/(1 + e), e = e^-|x|, as PyTorch's log_sigmoid_backward");
