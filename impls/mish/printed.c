/* mish as it is printed, by log1p and without logarithm, and its derivative. */
#include "registry/implementation.h"

static real printed(real x)
{
    return x * tanh(log(1 + exp(x)));
}

static real by_log1p(real x)
{
    return x * tanh(log1p(exp(x)));
}

static real quotient(real x)
{
    const real e = exp(-fabs(x)), q = e * (2 + e);
    return x < 0 ? x * (q / (q + 2)) : x * ((1 + 2 * e) / (1 + 2 * (e + e * e)));
}

static real gradient(real x)
{
    const real s = 1 / (1 + exp(-x)), t = tanh(log1p(exp(x)));
    return t + x * s * (1 - t * t);
}

static real stable_gradient(real x)
{
    const real m = fabs(x), e = exp(-m), half = 2 + e * (2 + e), whole = 1 + 2 * (e + e * e);
    if (e == 0)
        return x < 0 ? -e : 1;
    if (x < 0)
        return e * (4 * (1 - m) + e * ((6 - 4 * m) + e * (4 + e))) / (half * half);
    return (1 + e * (4 + e * ((4 * m + 6) + e * (4 * (m + 1))))) / (whole * whole);
}

REGISTER_POINTWISE("mish/printed", OP_FORWARD, printed, .source = "definition: x tanh(ln(1 + e^x)), Misra 2019");
REGISTER_POINTWISE("mish/log1p", OP_FORWARD, by_log1p, .source = "x tanh(log1p(e^x)), as PyTorch's mish");
REGISTER_POINTWISE("mish/quotient", OP_FORWARD, quotient,
                   .source = "x q/(q + 2), q = e (2 + e) for x < 0, x (1 + 2e)/(1 + 2e + 2e^2) else; e = e^-|x|");
REGISTER_POINTWISE("mish/log1p", OP_GRADIENT, gradient,
                   .source = "t + x sigmoid(x) (1 - t^2), t = tanh(log1p(e^x)), as PyTorch's mish_backward");
REGISTER_POINTWISE("mish/stable", OP_GRADIENT, stable_gradient, .source = "quotient of polynomials in e^-|x|");
