#include "simd/exponential.h"
#include "simd/kernel.h"
#include "simd/logistic.h"

INLINE f64v tanh_of(f64v x, f64v unused)
{
    (void)unused;
    const f64_reduced a = f64_reduce_near(f64_at_most(f64_magnitude(x), 10), 2);
    const f64v r2 = a.r * a.r;
    const f64v t = f64_muladd(a.r * r2, f64_polynomial(r2, f64_tanh_7, 3, 1), a.r);
    const f64v s = f64_power(a.shifted);
    const f64v above = s + f64_set(1), below = s - f64_set(1);
    return f64_with_sign_of(f64_muladd(above, t, below) / f64_muladd(below, t, above), x);
}

static void forward(const float *x, float *y, size_t n, const params *p)
{
    (void)p;
    f32_map_wide(x, y, n, tanh_of, 0);
}

INLINE f64v slope(f64v x, f64v unused)
{
    (void)unused;
    const f64_reduced a = f64_reduce(f64_at_most(f64_magnitude(x), 55), -2, 0);
    const f64v r2 = a.r * a.r;
    const f64v t = f64_muladd(a.r * r2, f64_polynomial(r2, f64_tanh_7, 3, 1), a.r);
    return f64_logistic_slope(a.shifted, f64_set(0) - t, 4);
}

static void gradient(const float *x, float *y, size_t n, const params *p)
{
    (void)p;
    f32_map_wide(x, y, n, slope, 0);
}

VECTOR_KERNEL(tanh_exact_forward, f32, forward, "tanh/exact", OP_FORWARD,
              .source = "double lanes: table of 2^(k/8), tanh of the remainder", .bound_ulp = 0.5);
VECTOR_KERNEL(tanh_exact_gradient, f32, gradient, "tanh/exact", OP_GRADIENT,
              .source = "double lanes: table of 2^(k/8), tanh of the remainder", .bound_ulp = 0.5);
