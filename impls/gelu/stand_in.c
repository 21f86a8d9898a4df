/* What is shipped as gelu without being it to the last bits. */
#include "../classics/erf_7_1_26.h"

static real handbook_7_1_26(real x)
{
    return (real)0.5 * x * (1 + erf_7_1_26(x * (real)0.70710678118654752440L));
}

static real sigmoid_1702(real x)
{
    return x / (1 + exp((real)-1.702 * x));
}

static real tanh_form(real x)
{
    return (real)0.5 * x * (1 + tanh((real)0.79788456080286535588L * (x + (real)0.044715 * x * x * x)));
}

REGISTER_POINTWISE("gelu/handbook_7_1_26", OP_FORWARD, handbook_7_1_26, .origin = ORIGIN_CLASSIC,
                   .source = "0.5 x (1 + erf(x/sqrt 2)), erf by " ERF_7_1_26_SOURCE "; PyTorch's vectorised gelu");
REGISTER_POINTWISE("gelu/sigmoid_1702", OP_FORWARD, sigmoid_1702, .origin = ORIGIN_CLASSIC,
                   .source = "x sigmoid(1.702 x), Hendrycks and Gimpel 2016; quick_gelu of CLIP");
REGISTER_POINTWISE("gelu/tanh_form", OP_FORWARD, tanh_form, .origin = ORIGIN_CLASSIC,
                   .source = "gelu_tanh, Hendrycks and Gimpel 2016; GPT-2's gelu");
