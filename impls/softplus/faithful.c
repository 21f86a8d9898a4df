/* softplus and its slope, 1/(1 + e^-beta x), to less than 1 ulp: in double lanes but for the slope where beta = 1. */
#include "simd/faithful.h"
#include "simd/kernel.h"
#include "simd/wide_logarithm.h"

static void forward(const float *x, float *y, size_t n, const params *p)
{
    if (p->beta == 1)
        f32_map_wide(x, y, n, wide_softplus_1, 1);
    else
        f32_map_wide(x, y, n, wide_softplus, p->beta);
}

INLINE f32v slope_1(f32v x, f32v unused)
{
    (void)unused;
    return f32_sigmoid(x);
}

static void gradient(const float *x, float *y, size_t n, const params *p)
{
    if (p->beta == 1)
        f32_map_quotient(x, y, n, slope_1, 1);
    else
        f32_map_wide(x, y, n, wide_softplus_slope, p->beta);
}

VECTOR_KERNEL(softplus_faithful_forward, f32, forward, "softplus/faithful", OP_FORWARD,
              .source = "double lanes: table of 2^(k/8), 2 atanh(e/(2 + e))", .bound_ulp = 0.6);
VECTOR_KERNEL(softplus_faithful_gradient, f32, gradient, "softplus/faithful", OP_GRADIENT,
              .source = "table of 2^(k/8) with its rounding errors, compensated division", .bound_ulp = 0.81);
