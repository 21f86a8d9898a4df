/* The exponential in f16 and bf16. */
#include "half/half.h"

#include <math.h>

REGISTER_HALVES("exp", OP_FORWARD, expf, exp);
