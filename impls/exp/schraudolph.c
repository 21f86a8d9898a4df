#include "../classics/schraudolph.h"

REGISTER_POINTWISE_SIMD("exp/schraudolph", OP_FORWARD, exp_schraudolph, .source = SCHRAUDOLPH_SOURCE,
                        .bound_rel = SCHRAUDOLPH_ERROR, .bound_from = SCHRAUDOLPH_LOW, .bound_to = SCHRAUDOLPH_HIGH);
REGISTER_POINTWISE_SIMD("exp/schraudolph_quotient", OP_FORWARD, exp_schraudolph_quotient, .source = QUOTIENT_SOURCE,
                        .bound_rel = QUOTIENT_ERROR, .bound_from = SCHRAUDOLPH_LOW, .bound_to = SCHRAUDOLPH_HIGH);
