#include "registry/implementation.h"

static real libm(real x)
{
    return erfc(x);
}

static real complement(real x)
{
    return 1 - erf(x);
}

static real gradient(real x)
{
    return (real)-1.12837916709551257389615890312154517L * exp(-x * x);
}

REGISTER_POINTWISE("erfc/libm", OP_FORWARD, libm, .source = "the C library's erfc");
REGISTER_POINTWISE("erfc/complement", OP_FORWARD, complement, .source = "definition: 1 - erf(x)");
REGISTER_POINTWISE("erfc/from_input", OP_GRADIENT, gradient, .source = "-2/sqrt(pi) e^(-x^2)");
