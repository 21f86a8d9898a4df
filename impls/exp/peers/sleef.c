#include "../../peers/sleef.h"

REGISTER_POINTWISE_SLEEF("exp/sleef_u10", OP_FORWARD, forward_u10, sleef(exp, u10, v), f,
                         .source = "SLEEF's exp, claimed within 1.0 ULP");
