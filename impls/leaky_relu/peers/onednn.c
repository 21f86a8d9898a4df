#include "../../peers/onednn.h"

REGISTER_ONEDNN("leaky_relu/onednn", ONEDNN_LEAKY_RELU,
                .source = "oneDNN's element-wise relu with a negative slope");
