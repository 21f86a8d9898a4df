/* softplus and its slope, 1/(1 + e^-x), in floats: see simd/fast.h; with another beta than 1 in double lanes. */
#include "simd/fast.h"
#include "simd/kernel.h"
#include "simd/wide_logarithm.h"

INLINE f32v softplus_1(f32v x, f32v unused)
{
    (void)unused;
    return f32_fast_softplus(x);
}

static void forward(const float *x, float *y, size_t n, const params *p)
{
    if (p->beta == 1)
        f32_map_long(x, y, n, softplus_1, 1);
    else
        f32_map_wide(x, y, n, wide_softplus, p->beta);
}

INLINE f32v slope_1(f32v x, f32v unused)
{
    (void)unused;
    return f32_fast_logistic(x);
}

static void gradient(const float *x, float *y, size_t n, const params *p)
{
    if (p->beta == 1)
        f32_map(x, y, n, slope_1, 1);
    else
        f32_map_wide(x, y, n, wide_softplus_slope, p->beta);
}

VECTOR_KERNEL(softplus_fast_forward, f32, forward, "softplus/fast", OP_FORWARD,
              .source = "table of 2^(k/8), cubic; polynomial of degree 9", .bound_ulp = 4);
VECTOR_KERNEL(softplus_fast_gradient, f32, gradient, "softplus/fast", OP_GRADIENT,
              .source = "table of 2^(k/8), cubic, one division", .bound_ulp = 4);
