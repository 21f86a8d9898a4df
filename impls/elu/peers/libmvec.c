#include "../../peers/libmvec.h"

REGISTER_POINTWISE_LIBMVEC("elu/libmvec", OP_FORWARD, forward, libmvec(expm1, v), vector_negative(v, alpha *f, v),
                           .source = "alpha expm1(x) for x < 0 on libmvec's expm1");
REGISTER_POINTWISE_LIBMVEC("elu/libmvec", OP_GRADIENT, gradient, libmvec(exp, v),
                           vector_positive(v, 0 * v + 1, alpha *f), .source = "alpha e^x for x <= 0 on libmvec's exp");
REGISTER_POINTWISE_LIBMVEC("elu/libmvec", OP_GRAD_ALPHA, grad_alpha, libmvec(expm1, v), vector_positive(v, 0 * v, f),
                           .source = "expm1(x) for x < 0 on libmvec's expm1");
