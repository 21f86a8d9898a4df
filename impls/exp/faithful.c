/* e^x in floats, with what rounding took from the table put back. */
#include "simd/exponential.h"
#include "simd/kernel.h"

INLINE f32v exponential(f32v x, f32v unused)
{
    (void)unused;
    return f32_exp(f32_clamp(x, -104.5F, 89));
}

static void forward(const float *x, float *y, size_t n, const params *p)
{
    (void)p;
    f32_map(x, y, n, exponential, 0);
}

VECTOR_KERNEL(exp_faithful_forward, f32, forward, "exp/faithful", OP_FORWARD,
              .source = "table of 2^(k/8) with its rounding errors, quartic", .bound_ulp = 0.9);
VECTOR_KERNEL(exp_faithful_gradient, f32, forward, "exp/faithful", OP_GRADIENT,
              .source = "table of 2^(k/8) with its rounding errors, quartic", .bound_ulp = 0.9);
