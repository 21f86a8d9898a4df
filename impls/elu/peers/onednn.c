#include "../../peers/onednn.h"

REGISTER_ONEDNN("elu/onednn", OP_FORWARD, ONEDNN_ELU, .source = "oneDNN's element-wise elu");
REGISTER_ONEDNN("elu/onednn", OP_GRADIENT, ONEDNN_ELU,
                .source = "oneDNN's element-wise elu, backward, times an array of ones", .flushes_subnormals = true);
