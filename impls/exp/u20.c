#include "../classics/exp_u20.h"

#ifdef ACTBENCH_REAL_F32
REGISTER_POINTWISE_SIMD("exp/u20", OP_FORWARD, exp_u20, .source = EXP_U20_SOURCE);
#endif
