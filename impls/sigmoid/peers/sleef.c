#include "../../peers/sleef.h"

REGISTER_POINTWISE_SLEEF("sigmoid/sleef_u10", OP_FORWARD, forward_u10, sleef(exp, u10, -v), 1 / (1 + f),
                         .source = "1/(1 + e^-x) on SLEEF's exp", .flushes_subnormals = true);
REGISTER_POINTWISE_SLEEF("sigmoid/sleef_u35", OP_FORWARD, forward_u35, sleef(tanh, u35, v / 2), (1 + f) / 2,
                         .source = "(1 + tanh(x/2))/2 on SLEEF's tanh of 3.5 ULP; it has no such exp");
REGISTER_POINTWISE_SLEEF("sigmoid/sleef_u10", OP_GRADIENT, gradient_u10, sleef(exp, u10, -vector_abs(v)),
                         f / ((1 + f) * (1 + f)), .source = "e/(1 + e)^2, e = e^-|x|, on SLEEF's exp");
