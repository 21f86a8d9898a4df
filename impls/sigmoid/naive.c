/* The definition as every introduction prints it. Below -88.72 (f32) exp overflows and the result is 0. */
#include "registry/implementation.h"

static real naive(real x)
{
    return 1 / (1 + exp(-x));
}

REGISTER_POINTWISE("sigmoid/naive", OP_FORWARD, naive, .source = "definition of the logistic function",
                   .flushes_subnormals = true);
