/* silu as it is printed, and its derivatives as frameworks write them. */
#include "registry/implementation.h"

static real logistic(real x)
{
    return 1 / (1 + exp(-x));
}

static real printed(real x, real beta)
{
    return x * logistic(beta * x);
}

static real quotient(real x, real beta)
{
    return x / (1 + exp(-beta * x));
}

static real gradient(real x, real beta)
{
    const real s = logistic(beta * x);
    return s * (1 + beta * x * (1 - s));
}

static real gradient_from_output(real x, real beta)
{
    const real s = logistic(beta * x), t = beta * x * s;
    return t + s * (1 - t);
}

static real stable_gradient(real x, real beta)
{
    const real t = beta * fabs(x), e = exp(-t), sum = 1 + e;
    return x < 0 ? e * (sum - t) / (sum * sum) : (sum + t * e) / (sum * sum);
}

static real grad_beta(real x, real beta)
{
    const real s = logistic(beta * x);
    return x * x * s * (1 - s);
}

REGISTER_POINTWISE_BETA("silu/printed", OP_FORWARD, printed, .source = "definition: x sigmoid(beta x)");
REGISTER_POINTWISE_BETA("silu/quotient", OP_FORWARD, quotient,
                        .source = "x/(1 + e^(-beta x)), as PyTorch's and ggml's CPU kernels spell it");
REGISTER_POINTWISE_BETA("silu/printed", OP_GRADIENT, gradient,
                        .source = "s (1 + beta x (1 - s)), as PyTorch's silu_backward");
REGISTER_POINTWISE_BETA("silu/from_output", OP_GRADIENT, gradient_from_output,
                        .source = "beta y + s (1 - beta y), Ramachandran, Zoph and Le 2017");
REGISTER_POINTWISE_BETA("silu/stable", OP_GRADIENT, stable_gradient,
                        .source = "e (1 + e - t)/(1 + e)^2 and (1 + e + t e)/(1 + e)^2, e = e^-t, t = beta |x|");
REGISTER_POINTWISE_BETA("silu/printed", OP_GRAD_BETA, grad_beta, .source = "x^2 s (1 - s)");
