#include "../../peers/onednn.h"

REGISTER_ONEDNN("exp/onednn", OP_FORWARD, ONEDNN_EXP, .source = "oneDNN's element-wise exp",
                .flushes_subnormals = true);
