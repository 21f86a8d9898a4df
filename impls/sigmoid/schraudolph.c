#include "../classics/schraudolph.h"
#include "../classics/composed.h"

REGISTER_POINTWISE_SIMD_SIGMOID(schraudolph, SCHRAUDOLPH_ERROR, SCHRAUDOLPH_SOURCE);
REGISTER_POINTWISE_SIMD_SIGMOID(schraudolph_quotient, QUOTIENT_ERROR, QUOTIENT_SOURCE);
