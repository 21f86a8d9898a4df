/* e^x, floats computed in double. */
#include "simd/exponential.h"
#include "simd/kernel.h"

static f64v exponential(f64v x, f64v unused)
{
    (void)unused;
    const f64_reduced a = f64_reduce(f64_clamp(x, -110, 110), 1);
    return f64_power(a.shifted) * f64_polynomial(a.r, f64_exp_4, 5);
}

static void forward(const float *x, float *y, size_t n, const params *p)
{
    (void)p;
    f32_map_wide(x, y, n, exponential, 0);
}

VECTOR_KERNEL(exp_faithful_forward, f32, forward, "exp/faithful", OP_FORWARD,
              .source = "double lanes: table of 2^(k/8) and polynomial", .bound_ulp = 0.51);
VECTOR_KERNEL(exp_faithful_gradient, f32, forward, "exp/faithful", OP_GRADIENT,
              .source = "double lanes: table of 2^(k/8) and polynomial", .bound_ulp = 0.51);
