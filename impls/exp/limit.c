#include "../classics/pointwise.h"

/* (1 + x/1024)^1024 by ten squarings: relative error about x^2/2048, so for small |x| alone. The
 * squarings multiply the rounding of 1 + x/1024 by 1024, which shows in float. */
CLASSIC limit_1024(real x)
{
    real power = held(1 + x / 1024, 0, 2);
    for (int squarings = 0; squarings < 10; squarings++)
        power *= power;
    return power;
}

REGISTER_POINTWISE_SIMD("exp/limit_1024", OP_FORWARD, limit_1024,
                        .source = "Euler's limit (1 + x/n)^n at n = 1024: relative error x^2/2048", .bound_rel = 5.6e-4,
                        .bound_from = -1, .bound_to = 1, .flushes_subnormals = true);
