#include "../../peers/onednn.h"

REGISTER_ONEDNN("tanh/onednn", OP_FORWARD, ONEDNN_TANH, .source = "oneDNN's element-wise tanh");
REGISTER_ONEDNN("tanh/onednn", OP_GRADIENT, ONEDNN_TANH,
                .source = "oneDNN's element-wise tanh, backward, times an array of ones");
