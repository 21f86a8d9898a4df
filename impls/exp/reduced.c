#include "../classics/reduced.h"

#define REDUCED(name, point, error, from)                                                                              \
    REGISTER_POINTWISE_SIMD(name, OP_FORWARD, point, .source = from, .bound_rel = error + REDUCED_ROUNDING,            \
                            .bound_from = NORMAL_LOW, .bound_to = NORMAL_HIGH)

REDUCED("exp/minimax_3", exp_minimax_3, EXP_3_ERROR, MINIMAX_SOURCE(3));
REDUCED("exp/minimax_6", exp_minimax_6, EXP_6_ERROR, MINIMAX_SOURCE(6));
REDUCED("exp/pade_3_3", exp_pade_3_3, PADE_3_3_ERROR, "e^r by the diagonal Padé approximant, Lambert 1761");
#ifdef ACTBENCH_REAL_F64
REDUCED("exp/minimax_11", exp_minimax_11, EXP_11_ERROR, MINIMAX_SOURCE(11));
#endif
