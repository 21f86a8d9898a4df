/* 1/(1 + e^-x) in floats. Numerator and denominator are scaled by 2^-24, so that e^-x stays finite while the
 * quotient falls through the subnormal numbers. Every step is a monotone function of the one before. */
#include "simd/fast.h"
#include "simd/kernel.h"

INLINE f32v sigmoid(f32v x, f32v unused)
{
    (void)unused;
    const f32_reduced a = f32_reduce(f32_clamp(x, -104.5F, 18), -1, -24);
    const f32v e = f32_polynomial(a.r, f32_exp_3, LENGTH(f32_exp_3), -1);
    const f32v scale = f32_set(0x1p-24F);
    return scale / f32_muladd(f32_power(a.shifted), e, scale);
}

static void forward(const float *x, float *y, size_t n, const params *p)
{
    (void)p;
    f32_map(x, y, n, sigmoid, 0);
}

INLINE f32v slope(f32v x, f32v unused)
{
    (void)unused;
    return f32_fast_logistic_slope(f32_magnitude(x), 1, 1);
}

static void gradient(const float *x, float *y, size_t n, const params *p)
{
    (void)p;
    f32_map(x, y, n, slope, 0);
}

VECTOR_KERNEL(sigmoid_fast_forward, f32, forward, "sigmoid/fast", OP_FORWARD,
              .source = "table of 2^(k/8), cubic, one division", .bound_ulp = 4);
VECTOR_KERNEL(sigmoid_fast_gradient, f32, gradient, "sigmoid/fast", OP_GRADIENT,
              .source = "e/(1 + e)^2, e = e^-|x| by table and cubic", .bound_ulp = 4);
