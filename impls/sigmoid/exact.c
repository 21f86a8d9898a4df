#include "simd/exponential.h"
#include "simd/kernel.h"
#include "simd/logistic.h"

INLINE f64v sigmoid(f64v x, f64v unused)
{
    (void)unused;
    const f64_reduced a = f64_reduce(f64_set(0.5) * f64_clamp(x, -110, 110), -2);
    const f64v r2 = a.r * a.r;
    const f64v t = f64_muladd(a.r * r2, f64_polynomial(r2, f64_tanh_7, 3), a.r);
    const f64v plus = f64_set(1) + t, minus = f64_set(1) - t;
    return plus / f64_muladd(f64_power(a.shifted), minus, plus);
}

static void forward(const float *x, float *y, size_t n, const params *p)
{
    (void)p;
    f32_map_wide(x, y, n, sigmoid, 0);
}

INLINE f64v slope(f64v x, f64v unused)
{
    (void)unused;
    const f64_reduced a = f64_reduce(f64_set(0.5) * f64_at_most(f64_magnitude(x), 110), -2);
    const f64v r2 = a.r * a.r;
    const f64v t = f64_muladd(a.r * r2, f64_polynomial(r2, f64_tanh_7, 3), a.r);
    return f64_logistic_slope(a.shifted, f64_set(0) - t, 1);
}

static void gradient(const float *x, float *y, size_t n, const params *p)
{
    (void)p;
    f32_map_wide(x, y, n, slope, 0);
}

VECTOR_KERNEL(sigmoid_exact_forward, f32, forward, "sigmoid/exact", OP_FORWARD,
              .source = "double lanes, table of 2^(k/8), tanh(r/2)", .bound_ulp = 0.5);
VECTOR_KERNEL(sigmoid_exact_gradient, f32, gradient, "sigmoid/exact", OP_GRADIENT,
              .source = "double lanes: table of 2^(k/8), tanh of the remainder", .bound_ulp = 0.5);
