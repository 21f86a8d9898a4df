#include "auto.h"

AUTO_KERNEL(relu_branch_auto, "relu/branch_auto", OP_FORWARD, x > 0 ? x : 0,
            .source = "the definition by cases, compiled with -O3 -ffast-math");
