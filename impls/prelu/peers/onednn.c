#include "../../peers/onednn.h"

REGISTER_ONEDNN("prelu/onednn", OP_FORWARD, ONEDNN_LEAKY_RELU,
                .source = "oneDNN's element-wise relu with a negative slope (one slope serves all)");
REGISTER_ONEDNN("prelu/onednn", OP_GRADIENT, ONEDNN_LEAKY_RELU,
                .source = "oneDNN's element-wise relu with a negative slope (one slope serves all), "
                          "backward, times an array of ones");
