/* elu. For alpha = 1 in floats: e^x - 1 = s p + (s - 1) as in fast.c, with what rounding takes from s - 1 put
 * back. For any other alpha in double, so that the product with alpha is the only rounding. */
#include "simd/exponential.h"
#include "simd/kernel.h"

INLINE f32v elu_1(f32v x, f32v unused)
{
    (void)unused;
    const f32_reduced a = f32_reduce(f32_at_least(x, -18), 1, 0);
    const f32v s = f32_power(a.shifted), one = f32_set(1);
    const f32v square =
        f32_muladd(a.r * a.r, f32_polynomial(a.r, f32_expm1_4, 3, 1), f32_power_lost(a.shifted));
    const f32v tail = f32_mulsub(a.m, f32_set(f32_ln2_low), square);
    const f32v below = s - one;
    const f32v sum = f32_muladd(s, a.high, below);
    const f32v lost = f32_muladd(s, a.high, below - sum) + (s - (below + one));
    return f32_select(f32_less(x, f32_set(0)), sum + f32_muladd(s, tail, lost), x);
}

INLINE f64v elu(f64v x, f64v alpha)
{
    const f64_reduced a = f64_reduce(f64_at_least(x, -40), 1);
    const f64v s = f64_power(a.shifted);
    const f64v p = f64_muladd(a.r * a.r, f64_polynomial(a.r, f64_expm1_5, 4), a.r);
    const f64v expm1 = f64_with_sign_of(f64_muladd(s, p, s - f64_set(1)), x);
    return f64_select(f64_greater(x, f64_set(0)), x, alpha * expm1);
}

static void forward(const float *x, float *y, size_t n, const params *p)
{
    if (VECTOR_FUSED && p->alpha == 1)
        f32_map(x, y, n, elu_1, 1);
    else
        f32_map_wide(x, y, n, elu, p->alpha);
}

INLINE f32v slope_1(f32v x, f32v unused)
{
    (void)unused;
    return f32_select(f32_greater(x, f32_set(0)), f32_set(1), f32_exp(f32_clamp(x, -104.5F, 1)));
}

INLINE f64v slope(f64v x, f64v alpha)
{
    const f64_reduced a = f64_reduce(f64_clamp(x, -110, 1), 1);
    const f64v e = f64_power(a.shifted) * f64_polynomial(a.r, f64_exp_4, 5);
    return f64_select(f64_greater(x, f64_set(0)), f64_set(1), alpha * e);
}

static void gradient(const float *x, float *y, size_t n, const params *p)
{
    if (p->alpha == 1)
        f32_map(x, y, n, slope_1, 1);
    else
        f32_map_wide(x, y, n, slope, p->alpha);
}

VECTOR_KERNEL(elu_faithful_forward, f32, forward, "elu/faithful", OP_FORWARD,
              .source = "table of 2^(k/8) with its rounding errors, quartic", .bound_ulp = 0.7);
VECTOR_KERNEL(elu_faithful_gradient, f32, gradient, "elu/faithful", OP_GRADIENT,
              .source = "table of 2^(k/8) with its rounding errors, quartic", .bound_ulp = 0.9);
