#include "../classics/half_table.h"

#define END 8.0

static double tanh_value(double x)
{
    return tanh(x);
}

TABLE(tanh, 64, END, tanh_value)
TABLE(tanh, 256, END, tanh_value)
TABLE(tanh, 1024, END, tanh_value)
TABLE(tanh, 4096, END, tanh_value)

/* Bounds: h/2 max|f'| and h^2/8 max|f''|, and what is left beyond the end. */
#define TANH_TABLE(kind, entries, error)                                                                               \
    HALF_TABLE(tanh, kind, entries, END, 0)                                                                            \
    REGISTER_POINTWISE_SIMD("tanh/table_" #kind "_" #entries, OP_FORWARD, kind##_##entries,                            \
                            .source = "table of the function on [0, 8]: " #kind " of " #entries " entries",            \
                            .bound_abs = (error) + 4e-7)

TANH_TABLE(nearest, 256, END / 256 / 2);
TANH_TABLE(nearest, 4096, END / 4096 / 2);
TANH_TABLE(linear, 64, (END / 64) * (END / 64) / 8 * 0.7699);
TANH_TABLE(linear, 1024, (END / 1024) * (END / 1024) / 8 * 0.7699);
