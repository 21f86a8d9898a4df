#include "../../peers/sleef.h"

REGISTER_POINTWISE_SLEEF("expm1/sleef_u10", OP_FORWARD, forward_u10, sleef(expm1, u10, v), f,
                         .source = "SLEEF's expm1, claimed within 1.0 ULP");
