/* tanh, floats computed in double: (e^2x - 1)/(e^2x + 1) with e^2x = s (1 + t)/(1 - t), t = tanh(r), so that
 * the one division serves both and nothing cancels near 0. */
#include "simd/exponential.h"
#include "simd/kernel.h"
#include "simd/logistic.h"
#include "simd/tanh.h"

INLINE f64v tanh_of(f64v x, f64v unused)
{
    (void)unused;
    const f64_reduced a = f64_reduce(f64_at_most(f64_magnitude(x), 10), 2);
    const f64v t = a.r * f64_polynomial(a.r * a.r, f64_tanh_3, 2);
    const f64v s = f64_power(a.shifted);
    const f64v above = s + f64_set(1), below = s - f64_set(1);
    return f64_with_sign_of(f64_muladd(above, t, below) / f64_muladd(below, t, above), x);
}

#ifdef VECTOR_LOOKUP_32
INLINE f32v tanh_by_table(f32v x, f32v unused)
{
    (void)unused;
    return f32_tanh_by_table(x);
}

static void forward(const float *x, float *y, size_t n, const params *p)
{
    (void)p;
    f32_map(x, y, n, tanh_by_table, 0);
}
#else
static void forward(const float *x, float *y, size_t n, const params *p)
{
    (void)p;
    f32_map_wide(x, y, n, tanh_of, 0);
}
#endif

INLINE f64v slope(f64v x, f64v unused)
{
    (void)unused;
    const f64_reduced a = f64_reduce(f64_at_most(f64_magnitude(x), 55), -2);
    const f64v t = a.r * f64_polynomial(a.r * a.r, f64_tanh_3, 2);
    return f64_logistic_slope(a.shifted, f64_set(0) - t, 4);
}

static void gradient(const float *x, float *y, size_t n, const params *p)
{
    (void)p;
    f32_map_wide(x, y, n, slope, 0);
}

VECTOR_KERNEL(tanh_faithful_forward, f32, forward, "tanh/faithful", OP_FORWARD,
              .source = "double lanes: table of 2^(k/8), tanh of the remainder", .bound_ulp = 0.6);
VECTOR_KERNEL(tanh_faithful_gradient, f32, gradient, "tanh/faithful", OP_GRADIENT,
              .source = "double lanes: table of 2^(k/8), tanh of the remainder", .bound_ulp = 0.6);
