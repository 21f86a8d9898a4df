#include "auto.h"

AUTO_KERNEL(tanh_libm_auto, "tanh/libm_auto", OP_FORWARD, tanh(x),
            .source = "the C library's tanh, compiled with -O3 -ffast-math");
