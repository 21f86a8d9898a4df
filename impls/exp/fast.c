/* e^x in floats. */
#include "simd/exponential.h"
#include "simd/kernel.h"

INLINE f32v exponential(f32v x, f32v unused)
{
    (void)unused;
    const f32_reduced a = f32_reduce(f32_clamp(x, -104.5F, 89), 1, 0);
    const f32v root = f32_lookup(f32_table_of(f32_roots), f32_bits(a.shifted));
    return f32_scale(root * f32_polynomial(a.r, f32_exp_3, 4, 1), a.shifted);
}

static void forward(const float *x, float *y, size_t n, const params *p)
{
    (void)p;
    f32_map(x, y, n, exponential, 0);
}

VECTOR_KERNEL(exp_fast_forward, f32, forward, "exp/fast", OP_FORWARD, .source = "table of 2^(k/8) and cubic",
              .bound_ulp = 4);
VECTOR_KERNEL(exp_fast_gradient, f32, forward, "exp/fast", OP_GRADIENT,
              .source = "table of 2^(k/8) and cubic", .bound_ulp = 4);
