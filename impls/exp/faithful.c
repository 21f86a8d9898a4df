/* e^x to less than 1 ulp: see simd/faithful_of.h. */
#include "simd/faithful.h"
#include "simd/kernel.h"

INLINE f32v exponential_f32(f32v x, f32v unused)
{
    (void)unused;
    return f32_exp(x);
}

static void forward_f32(const float *x, float *y, size_t n, const params *p)
{
    (void)p;
    f32_map(x, y, n, exponential_f32, 0);
}

INLINE f64v exponential_f64(f64v x, f64v unused)
{
    (void)unused;
    return f64_exp(x);
}

static void forward_f64(const double *x, double *y, size_t n, const params *p)
{
    (void)p;
    f64_map(x, y, n, exponential_f64, 0);
}

VECTOR_KERNEL(exp_faithful_forward_f32, f32, forward_f32, "exp/faithful", OP_FORWARD,
              .source = "table of 2^(k/8) with its rounding errors", .bound_ulp = 0.8);
VECTOR_KERNEL(exp_faithful_gradient_f32, f32, forward_f32, "exp/faithful", OP_GRADIENT,
              .source = "table of 2^(k/8) with its rounding errors", .bound_ulp = 0.8);
VECTOR_KERNEL(exp_faithful_forward_f64, f64, forward_f64, "exp/faithful", OP_FORWARD,
              .source = "table of 2^(k/8) with its rounding errors", .bound_ulp = 0.8);
VECTOR_KERNEL(exp_faithful_gradient_f64, f64, forward_f64, "exp/faithful", OP_GRADIENT,
              .source = "table of 2^(k/8) with its rounding errors", .bound_ulp = 0.8);
