#include "auto.h"

AUTO_KERNEL(elu_expm1_auto, "elu/expm1_auto", OP_FORWARD, x > 0 ? x : alpha * expm1(x),
            .source = "alpha expm1(x) for x <= 0, compiled with -O3 -ffast-math");
