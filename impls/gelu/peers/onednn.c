#include "../../peers/onednn.h"

REGISTER_ONEDNN("gelu/onednn", OP_FORWARD, ONEDNN_GELU, .source = "oneDNN's element-wise gelu_erf");
REGISTER_ONEDNN("gelu/onednn", OP_GRADIENT, ONEDNN_GELU,
                .source = "oneDNN's element-wise gelu_erf, backward, times an array of ones");
