#include "../../peers/onednn.h"

REGISTER_ONEDNN("sigmoid/onednn", OP_FORWARD, ONEDNN_SIGMOID, .source = "oneDNN's element-wise logistic",
                .flushes_subnormals = true);
REGISTER_ONEDNN("sigmoid/onednn", OP_GRADIENT, ONEDNN_SIGMOID,
                .source = "oneDNN's element-wise logistic, backward, times an array of ones");
