/* gelu and its slope to less than 1 ulp, in double lanes. */
#include "simd/kernel.h"
#include "simd/wide_normal.h"

static void forward(const float *x, float *y, size_t n, const params *p)
{
    (void)p;
    f32_map_wide(x, y, n, wide_gelu, 0);
}

static void gradient(const float *x, float *y, size_t n, const params *p)
{
    (void)p;
    f32_map_wide(x, y, n, wide_gelu_slope, 0);
}

VECTOR_KERNEL(gelu_faithful_forward, f32, forward, "gelu/faithful", OP_FORWARD,
              .source = "double lanes: table of 2^(k/8), quotient of polynomials of degrees 9 and 10",
              .bound_ulp = 0.6);
VECTOR_KERNEL(gelu_faithful_gradient, f32, gradient, "gelu/faithful", OP_GRADIENT,
              .source = "double lanes: table of 2^(k/8), quotient of polynomials of degrees 9 and 10",
              .bound_ulp = 0.6);
