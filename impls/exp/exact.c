/* e^x, floats computed in double. */
#include "simd/exponential.h"
#include "simd/kernel.h"

INLINE f64v exponential(f64v x, f64v unused)
{
    (void)unused;
    const f64_reduced a = f64_reduce(f64_clamp(x, -110, 110), 1);
    return f64_power(a.shifted) * f64_polynomial(a.r, f64_exp_7, 8);
}

static void forward(const float *x, float *y, size_t n, const params *p)
{
    (void)p;
    f32_map_wide(x, y, n, exponential, 0);
}

VECTOR_KERNEL(exp_exact_forward, f32, forward, "exp/exact", OP_FORWARD,
              .source = "double lanes: table of 2^(k/8) and polynomial", .bound_ulp = 0.5);
VECTOR_KERNEL(exp_exact_gradient, f32, forward, "exp/exact", OP_GRADIENT,
              .source = "double lanes: table of 2^(k/8) and polynomial", .bound_ulp = 0.5);
