#include "../../peers/onednn.h"

REGISTER_ONEDNN("silu/onednn", OP_FORWARD, ONEDNN_SILU, .source = "oneDNN's element-wise swish");
REGISTER_ONEDNN("silu/onednn", OP_GRADIENT, ONEDNN_SILU,
                .source = "oneDNN's element-wise swish, backward, times an array of ones");
