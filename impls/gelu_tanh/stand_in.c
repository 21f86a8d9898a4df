/* What is shipped as gelu_tanh: on another tanh, and between two f16 numbers. */
#include "../classics/tanh_13_6.h"
#include "../classics/tanh_9_8.h"

CLASSIC inner(real x)
{
    return (real)0.79788456080286535588L * x * (1 + (real)0.044715 * x * x);
}

CLASSIC rational_13_6(real x)
{
    return (real)0.5 * x * (1 + tanh_13_6(inner(x)));
}

CLASSIC rational_9_8(real x)
{
    return (real)0.5 * x * (1 + tanh_9_8(inner(x)));
}

/* ggml looks it up: a table of the f16 results at all f16 inputs, 0 and x themselves beyond -10 and 10. */
static real through_f16(real x)
{
    const real near = (real)f16_to_f32(f16_from_f32((float)x));
    const real y = (real)0.5 * near * (1 + tanh(inner(near)));
    return x <= -10 ? 0 : x >= 10 ? x : (real)f16_to_f32(f16_from_f32((float)y));
}

REGISTER_POINTWISE_SIMD("gelu_tanh/rational_13_6", OP_FORWARD, rational_13_6,
                        .source = "0.5 x (1 + tanh(...)), " TANH_13_6_SOURCE);
REGISTER_POINTWISE_SIMD("gelu_tanh/rational_9_8", OP_FORWARD, rational_9_8,
                        .source = "0.5 x (1 + tanh(...)), " TANH_9_8_SOURCE);
REGISTER_POINTWISE("gelu_tanh/through_f16_ggml", OP_FORWARD, through_f16, .origin = ORIGIN_CLASSIC,
                   .source = "the results of ggml's table of f16 inputs and results, computed; not its speed");
