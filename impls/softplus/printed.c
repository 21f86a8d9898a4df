/* softplus as it is printed, by log1p, without overflow, and as PyTorch cuts it off. */
#include "registry/implementation.h"

static real printed(real x, real beta)
{
    return log(1 + exp(beta * x)) / beta;
}

static real by_log1p(real x, real beta)
{
    return log1p(exp(beta * x)) / beta;
}

static real stable(real x, real beta)
{
    return (x != x || x > 0 ? x : 0) + log1p(exp(-beta * fabs(x))) / beta;
}

static real threshold_20(real x, real beta)
{
    return beta * x > 20 ? x : log1p(exp(beta * x)) / beta;
}

static real gradient(real x, real beta)
{
    return 1 / (1 + exp(-beta * x));
}

static real gradient_threshold_20(real x, real beta)
{
    const real e = exp(beta * x);
    return beta * x > 20 ? 1 : e / (e + 1);
}

static real stable_gradient(real x, real beta)
{
    const real e = exp(-beta * fabs(x));
    return x < 0 ? e / (1 + e) : 1 / (1 + e);
}

static real grad_beta(real x, real beta)
{
    const real t = beta * fabs(x), e = exp(-t);
    return -((e == 0 ? 0 : t * (e / (1 + e))) + log1p(e)) / (beta * beta);
}

REGISTER_POINTWISE_BETA("softplus/printed", OP_FORWARD, printed, .source = "definition: ln(1 + e^(beta x))/beta");
REGISTER_POINTWISE_BETA("softplus/log1p", OP_FORWARD, by_log1p, .source = "log1p(e^(beta x))/beta");
REGISTER_POINTWISE_BETA("softplus/stable", OP_FORWARD, stable,
                        .source = "max(x, 0) + log1p(e^-|beta x|)/beta, as JAX's logaddexp(x, 0)");
REGISTER_POINTWISE_BETA("softplus/threshold_20", OP_FORWARD, threshold_20,
                        .source = "x above beta x = 20, log1p(e^(beta x))/beta below, as PyTorch's softplus");
REGISTER_POINTWISE_BETA("softplus/printed", OP_GRADIENT, gradient, .source = "derivative: 1/(1 + e^(-beta x))");
REGISTER_POINTWISE_BETA("softplus/threshold_20", OP_GRADIENT, gradient_threshold_20,
                        .source = "e/(e + 1) with e = e^(beta x), 1 above beta x = 20, as PyTorch's softplus_backward");
REGISTER_POINTWISE_BETA("softplus/stable", OP_GRADIENT, stable_gradient, .source = "two-branch logistic function");
REGISTER_POINTWISE_BETA("softplus/stable", OP_GRAD_BETA, grad_beta,
                        .source = "-(t e/(1 + e) + log1p(e))/beta^2, e = e^-t, t = |beta x|");
