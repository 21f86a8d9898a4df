#include "../../peers/onednn.h"

REGISTER_ONEDNN("gelu_tanh/onednn", OP_FORWARD, ONEDNN_GELU_TANH, .source = "oneDNN's element-wise gelu_tanh");
REGISTER_ONEDNN("gelu_tanh/onednn", OP_GRADIENT, ONEDNN_GELU_TANH,
                .source = "oneDNN's element-wise gelu_tanh, backward, times an array of ones");
