#include "auto.h"

AUTO_KERNEL(erf_libm_auto, "erf/libm_auto", OP_FORWARD, erf(x),
            .source = "the C library's erf, compiled with -O3 -ffast-math");
