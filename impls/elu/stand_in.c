/* Cheap curves of a similar shape, judged by their absolute distance from elu with alpha = 1. */
#include "../classics/pointwise.h"

CLASSIC softsign(real x, real alpha)
{
    return x < 0 ? alpha * x / (1 + fabs(x)) : x;
}

/* x/sqrt(1 + a x^2) with the a = 1/alpha^2 that tends to -alpha. */
CLASSIC isrlu(real x, real alpha)
{
    const real t = x / alpha;
    return x < 0 ? x / sqrt(1 + t * t) : x;
}

REGISTER_POINTWISE_SIMD_ALPHA("elu/softsign", OP_FORWARD, softsign,
                              .source = "alpha x/(1 + |x|) for alpha (e^x - 1); a stand-in: no bound is claimed");
REGISTER_POINTWISE_SIMD_ALPHA("elu/isrlu", OP_FORWARD, isrlu,
                              .source =
                                  "inverse square root linear unit, Carlile, Delamarter, Kinney, Marti and Whitney, "
                                  "arXiv:1710.09967 (2017); a stand-in: no bound is claimed");
