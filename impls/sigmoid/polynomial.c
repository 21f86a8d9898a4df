#include "../classics/polynomial.h"

REGISTER_POINTWISE_SIMD("sigmoid/polynomial_9", OP_FORWARD, sigmoid_polynomial_9, .source = POLYNOMIAL_9_SOURCE,
                        .bound_abs = SIGMOID_9_ERROR + 4e-4);
