#include "../../peers/onednn.h"

REGISTER_ONEDNN("leaky_relu/onednn", OP_FORWARD, ONEDNN_LEAKY_RELU,
                .source = "oneDNN's element-wise relu with a negative slope");
REGISTER_ONEDNN("leaky_relu/onednn", OP_GRADIENT, ONEDNN_LEAKY_RELU,
                .source = "oneDNN's element-wise relu with a negative slope, backward, times an array of ones");
