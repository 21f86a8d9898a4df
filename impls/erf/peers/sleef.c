#include "../../peers/sleef.h"

REGISTER_POINTWISE_SLEEF("erf/sleef_u10", OP_FORWARD, forward_u10, sleef(erf, u10, v), f,
                         .source = "SLEEF's erf, claimed within 1.0 ULP");
