#include "registry/implementation.h"

static real libm(real x)
{
    return tanh(x);
}

REGISTER_POINTWISE("tanh/libm", OP_FORWARD, libm, .source = "the C library's tanh");
