#include "auto.h"

AUTO_KERNEL(prelu_branch_auto, "prelu/branch_auto", OP_FORWARD, x > 0 ? x : alpha * x,
            .source = "the definition by cases, compiled with -O3 -ffast-math");
