#include "../../peers/libmvec.h"

REGISTER_POINTWISE_LIBMVEC("erf/libmvec", OP_FORWARD, forward, libmvec(erf, v), f, .source = "libmvec's erf");
