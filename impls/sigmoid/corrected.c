#include "../classics/corrected.h"
#include "../classics/composed.h"

REGISTER_POINTWISE_SIMD_SIGMOID(malossi_3, MALOSSI_3_ERROR + CORRECTED_ROUNDING, MALOSSI_SOURCE(3));
REGISTER_POINTWISE_SIMD_SIGMOID(perini_reitz_5, PERINI_REITZ_5_ERROR + CORRECTED_ROUNDING,
                                PERINI_REITZ_SOURCE(5));
