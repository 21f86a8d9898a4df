#include "auto.h"

AUTO_KERNEL(mish_log1p_auto, "mish/log1p_auto", OP_FORWARD, x *tanh(log1p(exp(x))),
            .source = "x tanh(log1p(e^x)), compiled with -O3 -ffast-math");
