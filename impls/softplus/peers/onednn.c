#include "../../peers/onednn.h"

REGISTER_ONEDNN("softplus/onednn", OP_FORWARD, ONEDNN_SOFTPLUS,
                .source = "oneDNN's element-wise soft_relu, for beta = 1");
REGISTER_ONEDNN("softplus/onednn", OP_GRADIENT, ONEDNN_SOFTPLUS,
                .source = "oneDNN's element-wise soft_relu for beta = 1, backward, times an array of ones");
