/* e^x, correctly rounded: floats computed in double, close enough that no result is misrounded, which is
 * checked over all inputs. */
#include "simd/kernel.h"
#include "simd/wide.h"

INLINE f64v exponential(f64v x, f64v unused)
{
    (void)unused;
    return wide_exp(f64_clamp(x, -110, 110));
}

static void forward(const float *x, float *y, size_t n, const params *p)
{
    (void)p;
    f32_map_wide(x, y, n, exponential, 0);
}

VECTOR_KERNEL(exp_exact_forward, f32, forward, "exp/exact", OP_FORWARD,
              .source = "double lanes: table of 2^(k/8), polynomial of degree 7", .bound_ulp = 0.5);
VECTOR_KERNEL(exp_exact_gradient, f32, forward, "exp/exact", OP_GRADIENT,
              .source = "double lanes: table of 2^(k/8), polynomial of degree 7", .bound_ulp = 0.5);
