#include "auto.h"

AUTO_KERNEL(expm1_libm_auto, "expm1/libm_auto", OP_FORWARD, expm1(x),
            .source = "the C library's expm1, compiled with -O3 -ffast-math");
