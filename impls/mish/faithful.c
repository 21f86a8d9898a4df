/* mish and its slope to less than 1 ulp, in double lanes. */
#include "simd/kernel.h"
#include "simd/wide.h"

static void forward(const float *x, float *y, size_t n, const params *p)
{
    (void)p;
    f32_map_wide(x, y, n, wide_mish, 0);
}

static void gradient(const float *x, float *y, size_t n, const params *p)
{
    (void)p;
    f32_map_wide(x, y, n, wide_mish_slope, 0);
}

VECTOR_KERNEL(mish_faithful_forward, f32, forward, "mish/faithful", OP_FORWARD,
              .source = "double lanes: table of 2^(k/8), polynomial of degree 7", .bound_ulp = 0.6);
VECTOR_KERNEL(mish_faithful_gradient, f32, gradient, "mish/faithful", OP_GRADIENT,
              .source = "double lanes: table of 2^(k/8), polynomial of degree 7", .bound_ulp = 0.6);
