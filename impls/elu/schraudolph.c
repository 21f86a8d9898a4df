#include "../classics/schraudolph.h"
#include "../classics/composed.h"

REGISTER_POINTWISE_SIMD_ELU(schraudolph, SCHRAUDOLPH_ERROR, SCHRAUDOLPH_SOURCE);
