#include "auto.h"

AUTO_KERNEL(silu_quotient_auto, "silu/quotient_auto", OP_FORWARD, x / (1 + exp(-beta * x)),
            .source = "x/(1 + e^(-beta x)), compiled with -O3 -ffast-math");
