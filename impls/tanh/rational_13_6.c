#include "../classics/tanh_13_6.h"

REGISTER_POINTWISE("tanh/rational_13_6", OP_FORWARD, tanh_13_6, .origin = ORIGIN_CLASSIC, .source = TANH_13_6_SOURCE);
