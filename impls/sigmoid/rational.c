#include "../classics/rational_tanh.h"

CLASSIC pade_7_6(real x)
{
    return (real)0.5 + tanh_pade_7_6(x / 2) / 2;
}

CLASSIC elliott(real x)
{
    return (real)0.5 + x / (1 + fabs(x)) / 2;
}

REGISTER_POINTWISE_SIMD("sigmoid/pade_7_6", OP_FORWARD, pade_7_6, .source = "(1 + tanh(x/2))/2; " PADE_7_6_SOURCE,
                        .bound_abs = PADE_7_6_ERROR / 2);
REGISTER_POINTWISE_SIMD("sigmoid/elliott", OP_FORWARD, elliott,
                        .source =
                            "softsign (1 + x/(1 + |x|))/2, Elliott, \"A better activation function for artificial "
                            "neural networks\", 1993; a stand-in: no bound is claimed");
