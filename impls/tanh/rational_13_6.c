#include "../classics/tanh_13_6.h"

REGISTER_POINTWISE_SIMD("tanh/rational_13_6", OP_FORWARD, tanh_13_6, .source = TANH_13_6_SOURCE);
