#include "../../peers/libmvec.h"

REGISTER_POINTWISE_LIBMVEC("expm1/libmvec", OP_FORWARD, forward, libmvec(expm1, v), f, .source = "libmvec's expm1");
