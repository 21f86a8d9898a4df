#include "registry/implementation.h"

static real libm(real x)
{
    return exp(x);
}

REGISTER_POINTWISE("exp/libm", OP_FORWARD, libm, .source = "the C library's exp");
