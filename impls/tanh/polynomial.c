#include "../classics/polynomial.h"

CLASSIC polynomial_9(real x)
{
    return 2 * sigmoid_polynomial_9(2 * x) - 1;
}

REGISTER_POINTWISE_SIMD("tanh/polynomial_9", OP_FORWARD, polynomial_9, .source = "2 s(2x) - 1; " POLYNOMIAL_9_SOURCE,
                        .bound_abs = 2 * (SIGMOID_9_ERROR + 4e-4));
