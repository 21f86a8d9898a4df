#include "../classics/composed.h"
#include "../classics/table_exp.h"

TABLE(powers, 1024, 1, table_exp2)

CLASSIC exp_table_linear_1024(real x)
{
    return exp_table_linear(powers_1024, 1024, x);
}

REGISTER_POINTWISE_SIMD_ELU(table_linear_1024, TABLE_EXP_LINEAR_ERROR(1024),
                            "table of 2^f, f in [0, 1]: linear of 1024 entries");
