#include "../classics/tanh_9_8.h"

REGISTER_POINTWISE_SIMD("tanh/rational_9_8", OP_FORWARD, tanh_9_8, .source = TANH_9_8_SOURCE);
