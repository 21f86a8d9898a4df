#include "../classics/table_exp.h"

TABLE(powers, 64, 1, table_exp2)
TABLE(powers, 256, 1, table_exp2)
TABLE(powers, 1024, 1, table_exp2)
TABLE(powers, 4096, 1, table_exp2)

#define TABLE_EXP(kind, entries, error)                                                                                \
    CLASSIC kind##_##entries(real x)                                                                                   \
    {                                                                                                                  \
        return exp_table_##kind(powers_##entries, entries, x);                                                         \
    }                                                                                                                  \
    REGISTER_POINTWISE_SIMD("exp/table_" #kind "_" #entries, OP_FORWARD, kind##_##entries,                             \
                            .source = "table of 2^f, f in [0, 1]: " #kind " of " #entries " entries",                  \
                            .bound_rel = error, .bound_from = TABLE_EXP_LOW, .bound_to = TABLE_EXP_HIGH)

TABLE_EXP(nearest, 256, TABLE_EXP_NEAREST_ERROR(256));
TABLE_EXP(nearest, 4096, TABLE_EXP_NEAREST_ERROR(4096));
TABLE_EXP(linear, 64, TABLE_EXP_LINEAR_ERROR(64));
TABLE_EXP(linear, 1024, TABLE_EXP_LINEAR_ERROR(1024));
