#include "../../peers/onednn.h"

REGISTER_ONEDNN("prelu/onednn", ONEDNN_LEAKY_RELU,
                .source = "oneDNN's element-wise relu with a negative slope (one slope serves all)");
