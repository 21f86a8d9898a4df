#include "registry/implementation.h"

static real libm(real x)
{
    return expm1(x);
}

REGISTER_POINTWISE("expm1/libm", OP_FORWARD, libm, .source = "the C library's expm1");
