/* A select that keeps NaN and that any compiler vectorises. */
#include "registry/implementation.h"

static void select_larger(const real *x, real *y, size_t n, const params *p)
{
    (void)p;
#pragma omp simd
    for (size_t i = 0; i < n; i++)
        y[i] = x[i] <= 0 ? 0 : x[i];
}

static void select_slope(const real *x, real *y, size_t n, const params *p)
{
    (void)p;
#pragma omp simd
    for (size_t i = 0; i < n; i++)
        y[i] = x[i] <= 0 ? 0 : x[i] > 0 ? 1 : x[i];
}

REGISTER_REAL("relu/select", OP_FORWARD, select_larger, .source = "select on x <= 0; a NaN passes through");
REGISTER_REAL("relu/select", OP_GRADIENT, select_slope, .source = "select on x <= 0; a NaN passes through");
