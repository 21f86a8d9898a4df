/* elu, correctly rounded: floats computed in double. For alpha = 1 no result is misrounded, which is checked
 * over all inputs; for another alpha one in some 10^8 may be. */
#include "simd/kernel.h"
#include "simd/wide.h"

static void forward(const float *x, float *y, size_t n, const params *p)
{
    if (p->alpha == 1)
        f32_map_wide(x, y, n, wide_elu_1, 1);
    else
        f32_map_wide(x, y, n, wide_elu, p->alpha);
}

static void gradient(const float *x, float *y, size_t n, const params *p)
{
    f32_map_wide(x, y, n, wide_elu_slope, p->alpha);
}

VECTOR_KERNEL(elu_exact_forward, f32, forward, "elu/exact", OP_FORWARD,
              .source = "double lanes: table of 2^(k/8), polynomial of degree 8", .bound_ulp = 0.5);
VECTOR_KERNEL(elu_exact_gradient, f32, gradient, "elu/exact", OP_GRADIENT,
              .source = "double lanes: table of 2^(k/8), polynomial of degree 7", .bound_ulp = 0.5);
