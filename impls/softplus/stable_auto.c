#include "auto.h"

AUTO_KERNEL(softplus_stable_auto, "softplus/stable_auto", OP_FORWARD,
            (x > 0 ? x : 0) + log1p(exp(-beta * fabs(x))) / beta,
            .source = "max(x, 0) + log1p(e^-|beta x|)/beta, compiled with -O3 -ffast-math");
