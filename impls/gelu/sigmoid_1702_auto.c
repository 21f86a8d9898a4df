#include "auto.h"

AUTO_KERNEL(gelu_sigmoid_1702_auto, "gelu/sigmoid_1702_auto", OP_FORWARD, x / (1 + exp((real)-1.702 * x)),
            .source = "x sigmoid(1.702 x), compiled with -O3 -ffast-math");
