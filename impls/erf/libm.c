#include "registry/implementation.h"

static real libm(real x)
{
    return erf(x);
}

REGISTER_POINTWISE("erf/libm", OP_FORWARD, libm, .source = "the C library's erf");
