/* gelu_tanh and its slope to less than 1 ulp, in double lanes. */
#include "simd/kernel.h"
#include "simd/wide_normal.h"

static void forward(const float *x, float *y, size_t n, const params *p)
{
    (void)p;
    f32_map_wide(x, y, n, wide_gelu_tanh, 0);
}

static void gradient(const float *x, float *y, size_t n, const params *p)
{
    (void)p;
    f32_map_wide(x, y, n, wide_gelu_tanh_slope, 0);
}

VECTOR_KERNEL(gelu_tanh_faithful_forward, f32, forward, "gelu_tanh/faithful", OP_FORWARD,
              .source = "double lanes: table of 2^(k/8), tanh(r/2)", .bound_ulp = 0.6);
VECTOR_KERNEL(gelu_tanh_faithful_gradient, f32, gradient, "gelu_tanh/faithful", OP_GRADIENT,
              .source = "double lanes: table of 2^(k/8), tanh(r/2)", .bound_ulp = 0.6);
