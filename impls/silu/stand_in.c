/* What is shipped as silu on a quicker exponential. */
#include "../classics/exp_u20.h"

#ifdef ACTBENCH_REAL_F32
CLASSIC silu_of_exp_u20(real x, real beta)
{
    return x / (1 + exp_u20(-beta * x));
}

REGISTER_POINTWISE_SIMD_BETA("silu/exp_u20", OP_FORWARD, silu_of_exp_u20,
                             .source = "x/(1 + e^(-beta x)); " EXP_U20_SOURCE "; SGLang's CPU kernels");
#endif
