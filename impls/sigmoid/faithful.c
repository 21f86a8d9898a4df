/* 1/(1 + e^-x), floats computed in double. e^r = (1 + t)/(1 - t) with t = tanh(r/2), an odd polynomial, so
 * that the one division serves both. */
#include "simd/exponential.h"
#include "simd/kernel.h"
#include "simd/logistic.h"

INLINE f32v sigmoid(f32v x, f32v unused)
{
    (void)unused;
    const f32_reduced a = f32_reduce(f32_clamp(x, -104.5F, 18), -1, -30);
    const f32v s = f32_power(a.shifted), one = f32_set(0x1p-30F);
    const f32v large = f32_larger(s, one), small = f32_smaller(s, one);
    const f32v sum = large + small;
    const f32v rest = f32_muladd(s, f32_power_rest(a, -1), small - (sum - large));
    const f32v near = f32_near_reciprocal(sum + rest);
    const f32v error = f32_mulsub(near, rest, f32_mulsub(near, sum, f32_set(1)));
    return one * f32_muladd(near, error, near);
}

INLINE f64v sigmoid_wide(f64v x, f64v unused)
{
    (void)unused;
    const f64_reduced a = f64_reduce(f64_set(0.5) * f64_clamp(x, -110, 110), -2);
    const f64v t = a.r * f64_polynomial(a.r * a.r, f64_tanh_3, 2);
    const f64v plus = f64_set(1) + t, minus = f64_set(1) - t;
    return plus / f64_muladd(f64_power(a.shifted), minus, plus);
}

static void forward(const float *x, float *y, size_t n, const params *p)
{
    (void)p;
    if (VECTOR_FUSED)
        f32_map(x, y, n, sigmoid, 0);
    else
        f32_map_wide(x, y, n, sigmoid_wide, 0);
}

INLINE f64v slope(f64v x, f64v unused)
{
    (void)unused;
    const f64_reduced a = f64_reduce(f64_set(0.5) * f64_at_most(f64_magnitude(x), 110), -2);
    const f64v t = a.r * f64_polynomial(a.r * a.r, f64_tanh_3, 2);
    return f64_logistic_slope(a.shifted, f64_set(0) - t, 1);
}

static void gradient(const float *x, float *y, size_t n, const params *p)
{
    (void)p;
    f32_map_wide(x, y, n, slope, 0);
}

VECTOR_KERNEL(sigmoid_faithful_forward, f32, forward, "sigmoid/faithful", OP_FORWARD,
              .source = "double lanes, table of 2^(k/8), tanh(r/2)", .bound_ulp = 0.99);
VECTOR_KERNEL(sigmoid_faithful_gradient, f32, gradient, "sigmoid/faithful", OP_GRADIENT,
              .source = "double lanes: table of 2^(k/8), tanh of the remainder", .bound_ulp = 0.6);
