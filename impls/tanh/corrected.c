#include "../classics/corrected.h"
#include "../classics/composed.h"

REGISTER_POINTWISE_SIMD_TANH(malossi_3, MALOSSI_3_ERROR + CORRECTED_ROUNDING, MALOSSI_SOURCE(3));
