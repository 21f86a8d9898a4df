#include "../classics/erf_7_1_26.h"

REGISTER_POINTWISE("erf/handbook_7_1_26", OP_FORWARD, erf_7_1_26, .origin = ORIGIN_CLASSIC,
                   .source = ERF_7_1_26_SOURCE "; PyTorch's vectorised erf");
