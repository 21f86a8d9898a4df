#include "../../peers/libmvec.h"

REGISTER_POINTWISE_LIBMVEC("log1p/libmvec", OP_FORWARD, forward, libmvec(log1p, v), f, .source = "libmvec's log1p");
