#include "auto.h"

AUTO_KERNEL(gelu_erf_auto, "gelu/erf_auto", OP_FORWARD, (real)0.5 * x * (1 + erf(x * (real)0.70710678118654752440L)),
            .source = "0.5 x (1 + erf(x/sqrt 2)), compiled with -O3 -ffast-math");
