#include "../../peers/libmvec.h"

REGISTER_POINTWISE_LIBMVEC("tanh/libmvec", OP_FORWARD, forward, libmvec(tanh, v), f, .source = "libmvec's tanh");
REGISTER_POINTWISE_LIBMVEC("tanh/libmvec", OP_GRADIENT, gradient, libmvec(tanh, v), 1 - f * f,
                           .source = "1 - t^2 on libmvec's tanh");
