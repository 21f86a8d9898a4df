#include "auto.h"

AUTO_KERNEL(log_sigmoid_stable_auto, "log_sigmoid/stable_auto", OP_FORWARD, (x < 0 ? x : 0) - log1p(exp(-fabs(x))),
            .source = "min(x, 0) - log1p(e^-|x|), compiled with -O3 -ffast-math");
