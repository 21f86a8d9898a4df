#include "../../peers/sleef.h"

REGISTER_POINTWISE_SLEEF("log1p/sleef_u10", OP_FORWARD, forward_u10, sleef(log1p, u10, v), f,
                         .source = "SLEEF's log1p, claimed within 1.0 ULP");
