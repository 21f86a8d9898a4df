#include "../../peers/libmvec.h"

REGISTER_POINTWISE_LIBMVEC("exp/libmvec", OP_FORWARD, forward, libmvec(exp, v), f, .source = "libmvec's exp");
