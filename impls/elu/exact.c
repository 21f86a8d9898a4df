/* elu, floats computed in double. */
#include "simd/exponential.h"
#include "simd/kernel.h"

INLINE f64v elu(f64v x, f64v alpha)
{
    const f64_reduced a = f64_reduce_near(f64_at_least(x, -40), 1);
    const f64v s = f64_power(a.shifted);
    const f64v p = f64_muladd(a.r * a.r, f64_polynomial(a.r, f64_expm1_faithful, 7, 1), a.r);
    const f64v expm1 = f64_with_sign_of(f64_muladd(s, p, s - f64_set(1)), x);
    return f64_select(f64_greater(x, f64_set(0)), x, alpha * expm1);
}

static void forward(const float *x, float *y, size_t n, const params *p)
{
    f32_map_wide(x, y, n, elu, p->alpha);
}

INLINE f64v slope(f64v x, f64v alpha)
{
    const f64_reduced a = f64_reduce(f64_clamp(x, -110, 1), 1, 0);
    const f64v e = f64_power(a.shifted) * f64_polynomial(a.r, f64_exp_faithful, 8, 1);
    return f64_select(f64_greater(x, f64_set(0)), f64_set(1), alpha * e);
}

static void gradient(const float *x, float *y, size_t n, const params *p)
{
    f32_map_wide(x, y, n, slope, p->alpha);
}

VECTOR_KERNEL(elu_exact_forward, f32, forward, "elu/exact", OP_FORWARD,
              .source = "double lanes: table of 2^(k/8) and polynomial", .bound_ulp = 0.5);
VECTOR_KERNEL(elu_exact_gradient, f32, gradient, "elu/exact", OP_GRADIENT,
              .source = "double lanes: table of 2^(k/8) and polynomial", .bound_ulp = 0.5);
