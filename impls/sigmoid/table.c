#include "../classics/half_table.h"

#define END 16.0

static double sigmoid(double x)
{
    return 1 / (1 + exp(-x));
}

TABLE(sigmoid, 64, END, sigmoid)
TABLE(sigmoid, 256, END, sigmoid)
TABLE(sigmoid, 1024, END, sigmoid)
TABLE(sigmoid, 4096, END, sigmoid)

/* Bounds: h/2 max|f'| and h^2/8 max|f''|, and what is left beyond the end. */
#define SIGMOID_TABLE(kind, entries, error)                                                                            \
    HALF_TABLE(sigmoid, kind, entries, END, 0.5)                                                                       \
    REGISTER_POINTWISE_SIMD("sigmoid/table_" #kind "_" #entries, OP_FORWARD, kind##_##entries,                         \
                            .source = "table of the function on [0, 16]: " #kind " of " #entries " entries",           \
                            .bound_abs = (error) + 3e-7)

SIGMOID_TABLE(nearest, 256, END / 256 / 8);
SIGMOID_TABLE(nearest, 4096, END / 4096 / 8);
SIGMOID_TABLE(linear, 64, (END / 64) * (END / 64) / 8 * 0.09623);
SIGMOID_TABLE(linear, 1024, (END / 1024) * (END / 1024) / 8 * 0.09623);
