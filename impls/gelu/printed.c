/* gelu by erf and by erfc, and its derivative. */
#include "registry/implementation.h"

static const real root_half = (real)0.70710678118654752440084436210484904L;
static const real density_at_0 = (real)0.39894228040143267793994605993438187L;

static real by_erf(real x)
{
    return (real)0.5 * x * (1 + erf(x * root_half));
}

static real by_erfc(real x)
{
    return (real)0.5 * x * erfc(-x * root_half);
}

static real gradient_by_erf(real x)
{
    return (real)0.5 * (1 + erf(x * root_half)) + x * density_at_0 * exp(-x * x / 2);
}

static real gradient_by_erfc(real x)
{
    return (real)0.5 * erfc(-x * root_half) + x * density_at_0 * exp(-x * x / 2);
}

REGISTER_POINTWISE("gelu/erf", OP_FORWARD, by_erf,
                   .source = "0.5 x (1 + erf(x/sqrt 2)), Hendrycks and Gimpel 2016; PyTorch's default form");
REGISTER_POINTWISE("gelu/erfc", OP_FORWARD, by_erfc, .source = "0.5 x erfc(-x/sqrt 2)");
REGISTER_POINTWISE("gelu/erf", OP_GRADIENT, gradient_by_erf,
                   .source = "0.5 (1 + erf(x/sqrt 2)) + x phi(x), as PyTorch's gelu_backward");
REGISTER_POINTWISE("gelu/erfc", OP_GRADIENT, gradient_by_erfc, .source = "0.5 erfc(-x/sqrt 2) + x phi(x)");
