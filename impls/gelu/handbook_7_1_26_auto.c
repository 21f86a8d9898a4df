#include "auto.h"
#include "classics/erf_7_1_26.h"

AUTO_KERNEL(gelu_handbook_7_1_26_auto, "gelu/handbook_7_1_26_auto", OP_FORWARD,
            (real)0.5 * x * (1 + erf_7_1_26(x * (real)0.70710678118654752440L)),
            .source = "0.5 x (1 + erf(x/sqrt 2)), erf by " ERF_7_1_26_SOURCE ", compiled with -O3 -ffast-math");
