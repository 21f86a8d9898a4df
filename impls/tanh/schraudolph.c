#include "../classics/schraudolph.h"
#include "../classics/composed.h"

REGISTER_POINTWISE_SIMD_TANH(schraudolph, SCHRAUDOLPH_ERROR, SCHRAUDOLPH_SOURCE);
