/* gelu's tanh form as it is printed, and its derivative. */
#include "registry/implementation.h"

static const real scale = (real)0.79788456080286535587989211986876373L; /* sqrt(2/pi) */

static real printed(real x)
{
    return (real)0.5 * x * (1 + tanh(scale * (x + (real)0.044715 * x * x * x)));
}

static real by_logistic(real x)
{
    return x / (1 + exp(-2 * scale * (x + (real)0.044715 * x * x * x)));
}

static real gradient(real x)
{
    const real t = tanh(scale * (x + (real)0.044715 * x * x * x));
    return (real)0.5 * (1 + t) + (real)0.5 * x * (1 - t * t) * scale * (1 + 3 * (real)0.044715 * x * x);
}

static real stable_gradient(real x)
{
    const real m = fabs(x), square = m * m, e = exp(-2 * scale * m * (1 + (real)0.044715 * square)), sum = 1 + e;
    if (e == 0)
        return x < 0 ? -e : 1;
    const real s = 2 * scale * m * (1 + 3 * (real)0.044715 * square);
    return x < 0 ? e * (sum - s) / (sum * sum) : (sum + s * e) / (sum * sum);
}

REGISTER_POINTWISE("gelu_tanh/printed", OP_FORWARD, printed,
                   .source = "0.5 x (1 + tanh(sqrt(2/pi) (x + 0.044715 x^3))), Hendrycks and Gimpel 2016");
REGISTER_POINTWISE("gelu_tanh/quotient", OP_FORWARD, by_logistic,
                   .source = "x/(1 + e^-w), w twice the argument of the printed form's tanh");
REGISTER_POINTWISE("gelu_tanh/printed", OP_GRADIENT, gradient,
                   .source = "product rule on the printed form, as PyTorch's gelu_backward");
REGISTER_POINTWISE("gelu_tanh/stable", OP_GRADIENT, stable_gradient,
                   .source = "e (1 + e - s)/(1 + e)^2 and (1 + e + s e)/(1 + e)^2, e = e^-w, s = |x| dw/dx");
