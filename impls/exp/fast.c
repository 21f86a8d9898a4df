/* e^x in floats. */
#include "simd/fast.h"
#include "simd/kernel.h"

INLINE f32v exponential(f32v x, f32v unused)
{
    (void)unused;
    return f32_fast_exp(x);
}

static void forward(const float *x, float *y, size_t n, const params *p)
{
    (void)p;
    f32_map(x, y, n, exponential, 0);
}

VECTOR_KERNEL(exp_fast_forward, f32, forward, "exp/fast", OP_FORWARD, .source = "table of 2^(k/8) and cubic",
              .bound_ulp = 4);
VECTOR_KERNEL(exp_fast_gradient, f32, forward, "exp/fast", OP_GRADIENT, .source = "table of 2^(k/8) and cubic",
              .bound_ulp = 4);
