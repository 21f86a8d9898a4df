#include "auto.h"

AUTO_KERNEL(exp_libm_auto, "exp/libm_auto", OP_FORWARD, exp(x),
            .source = "the C library's exp, compiled with -O3 -ffast-math");
