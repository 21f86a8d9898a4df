#include "../classics/corrected.h"

#define CORRECTED(name, point, error, from)                                                                            \
    REGISTER_POINTWISE_SIMD(name, OP_FORWARD, point, .source = from, .bound_rel = error + CORRECTED_ROUNDING,          \
                            .bound_from = CORRECTED_LOW, .bound_to = CORRECTED_HIGH)

CORRECTED("exp/malossi_3", exp_malossi_3, MALOSSI_3_ERROR, MALOSSI_SOURCE(3));
CORRECTED("exp/malossi_5", exp_malossi_5, MALOSSI_5_ERROR, MALOSSI_SOURCE(5));
CORRECTED("exp/perini_reitz_3", exp_perini_reitz_3, PERINI_REITZ_3_ERROR, PERINI_REITZ_SOURCE(3));
CORRECTED("exp/perini_reitz_5", exp_perini_reitz_5, PERINI_REITZ_5_ERROR, PERINI_REITZ_SOURCE(5));
