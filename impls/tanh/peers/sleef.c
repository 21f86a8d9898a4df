#include "../../peers/sleef.h"

REGISTER_POINTWISE_SLEEF("tanh/sleef_u10", OP_FORWARD, forward_u10, sleef(tanh, u10, v), f,
                         .source = "SLEEF's tanh, claimed within 1.0 ULP");
REGISTER_POINTWISE_SLEEF("tanh/sleef_u35", OP_FORWARD, forward_u35, sleef(tanh, u35, v), f,
                         .source = "SLEEF's tanh, claimed within 3.5 ULP");
REGISTER_POINTWISE_SLEEF("tanh/sleef_u10", OP_GRADIENT, gradient_u10, sleef(tanh, u10, v), 1 - f * f,
                         .source = "1 - t^2 on SLEEF's tanh");
