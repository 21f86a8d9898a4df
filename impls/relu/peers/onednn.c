#include "../../peers/onednn.h"

REGISTER_ONEDNN("relu/onednn", OP_FORWARD, ONEDNN_RELU, .source = "oneDNN's element-wise relu");
REGISTER_ONEDNN("relu/onednn", OP_GRADIENT, ONEDNN_RELU,
                .source = "oneDNN's element-wise relu, backward, times an array of ones");
