#include "../../peers/sleef.h"

REGISTER_POINTWISE_SLEEF("elu/sleef_u10", OP_FORWARD, forward, sleef(expm1, u10, v), vector_negative(v, alpha *f, v),
                         .source = "alpha expm1(x) for x < 0 on SLEEF's expm1");
REGISTER_POINTWISE_SLEEF("elu/sleef_u10", OP_GRADIENT, gradient, sleef(exp, u10, v),
                         vector_positive(v, 0 * v + 1, alpha *f), .source = "alpha e^x for x <= 0 on SLEEF's exp");
REGISTER_POINTWISE_SLEEF("elu/sleef_u10", OP_GRAD_ALPHA, grad_alpha, sleef(expm1, u10, v), vector_positive(v, 0 * v, f),
                         .source = "expm1(x) for x < 0 on SLEEF's expm1");
