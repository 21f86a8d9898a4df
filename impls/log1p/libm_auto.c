#include "auto.h"

AUTO_KERNEL(log1p_libm_auto, "log1p/libm_auto", OP_FORWARD, log1p(x),
            .source = "the C library's log1p, compiled with -O3 -ffast-math");
