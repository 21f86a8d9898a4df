#include "auto.h"

AUTO_KERNEL(leaky_relu_branch_auto, "leaky_relu/branch_auto", OP_FORWARD, x > 0 ? x : alpha * x,
            .source = "the definition by cases, compiled with -O3 -ffast-math");
