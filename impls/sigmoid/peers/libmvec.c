#include "../../peers/libmvec.h"

REGISTER_POINTWISE_LIBMVEC("sigmoid/libmvec", OP_FORWARD, forward, libmvec(exp, -v), 1 / (1 + f),
                           .source = "1/(1 + e^-x) on libmvec's exp", .flushes_subnormals = true);
REGISTER_POINTWISE_LIBMVEC("sigmoid/libmvec", OP_GRADIENT, gradient, libmvec(exp, -vector_abs(v)),
                           f / ((1 + f) * (1 + f)), .source = "e/(1 + e)^2, e = e^-|x|, on libmvec's exp");
