#include "registry/implementation.h"

static real libm(real x)
{
    return log1p(x);
}

REGISTER_POINTWISE("log1p/libm", OP_FORWARD, libm, .source = "the C library's log1p");
