#include "../classics/reduced.h"
#include "../classics/composed.h"

REGISTER_POINTWISE_SIMD_ELU(minimax_6, EXP_6_ERROR + REDUCED_ROUNDING, MINIMAX_SOURCE(6));
