#include "auto.h"

AUTO_KERNEL(sigmoid_naive_auto, "sigmoid/naive_auto", OP_FORWARD, 1 / (1 + exp(-x)),
            .source = "the definition of the logistic function, compiled with -O3 -ffast-math");
