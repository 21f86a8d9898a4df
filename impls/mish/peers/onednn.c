#include "../../peers/onednn.h"

REGISTER_ONEDNN("mish/onednn", OP_FORWARD, ONEDNN_MISH, .source = "oneDNN's element-wise mish");
REGISTER_ONEDNN("mish/onednn", OP_GRADIENT, ONEDNN_MISH,
                .source = "oneDNN's element-wise mish, backward, times an array of ones");
