#include "../classics/composed.h"
#include "../classics/table_exp.h"

TABLE(powers, 1024, 1, table_exp2)

/* The exponential of min(x, 0), which is exactly 1 for x >= 0: without a choice to make, the lookups
 * vectorise. */
CLASSIC table_linear_1024(real x, real alpha)
{
    const real e = exp_table_linear(powers_1024, 1024, held(x, TABLE_EXP_LOW, 0));
    return alpha * (e - 1) + held(x, 0, INFINITY);
}

REGISTER_POINTWISE_SIMD_ALPHA("elu/table_linear_1024", OP_FORWARD, table_linear_1024,
                              .source = "alpha (e^x - 1); table of 2^f, f in [0, 1]: linear of 1024 entries",
                              .bound_abs = ELU_ERROR(TABLE_EXP_LINEAR_ERROR(1024)));
