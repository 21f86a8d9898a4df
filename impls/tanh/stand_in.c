/* Cheap curves of a similar shape, judged by their absolute distance from tanh. */
#include "../classics/pointwise.h"

CLASSIC softsign(real x)
{
    return x / (1 + fabs(x));
}

CLASSIC isru(real x)
{
    return x / sqrt(1 + x * x);
}

REGISTER_POINTWISE_SIMD("tanh/softsign", OP_FORWARD, softsign,
                        .source = "x/(1 + |x|), Elliott 1993; a stand-in: no bound is claimed");
REGISTER_POINTWISE_SIMD("tanh/isru", OP_FORWARD, isru,
                        .source = "inverse square root unit, Carlile, Delamarter, Kinney, Marti and Whitney, "
                                  "arXiv:1710.09967 (2017); a stand-in: no bound is claimed");
