/* silu to less than 1 ulp: see simd/faithful_of.h. Floats with another beta than 1 are computed in double lanes, and so
 * are the gradients, which pass through 0: near there nothing else keeps their relative error. */
#include "simd/faithful.h"
#include "simd/kernel.h"
#include "simd/scaled.h"
#include "simd/wide.h"

#include <float.h>

static void forward_f32(const float *x, float *y, size_t n, const params *p)
{
    if (p->beta == 1)
        f32_map_quotient(x, y, n, f32_silu_1, 1);
    else
        f32_map_wide(x, y, n, wide_silu, p->beta);
}

static void gradient_f32(const float *x, float *y, size_t n, const params *p)
{
    f32_map_wide(x, y, n, wide_silu_slope, p->beta);
}

/* x^2 e/(1 + e)^2, e = e^-|beta x|. */
INLINE f64v slope_by_beta(f64v x, f64v beta)
{
    const f64v at = f64_at_most(f64_magnitude(x), 0x1p128);
    const f64v slope = at * at * wide_logistic_slope(f64_set(0.5) * beta * at, 1);
    return f64_select(f64_less(at, f64_set(0x1p128)), slope, f64_select(f64_greater(at, f64_set(1)), f64_set(0), x));
}

static void grad_beta_f32(const float *x, float *y, size_t n, const params *p)
{
    f32_map_wide(x, y, n, slope_by_beta, p->beta);
}

/* x/(1 + e^-beta x) = x e^beta x where that is small; what the rounding of beta x takes is added to the remainder. An x
 * beyond 2^900, which only a tiny beta lets through, is held smaller. */
INLINE f64v silu_f64(f64v x, f64v beta)
{
    const f64v low = f64_at_least(f64_set(-1490) / beta, -DBL_MAX), high = f64_at_most(f64_set(38) / beta, DBL_MAX);
    const m64v above = f64_greater(x, high);
    const f64v at = f64_select(f64_less(x, low), low, f64_select(above, high, x));
    const f64v t = at * beta, lost = f64_fused(at, beta, f64_set(0) - t);
    f64_reduced far = f64_reduce(f64_clamp(t, -1492, 38), 1, 0), near = f64_reduce(f64_clamp(t, -100, 38), -1, -64);
    far.r = far.r + lost;
    near.r = near.r + lost;
    const m64v large = f64_greater(f64_magnitude(at), f64_set(0x1p900));
    const f64v hold = f64_select(large, f64_set(0x1p-100), f64_set(1));
    const f64v back = f64_select(large, f64_set(0x1p100), f64_set(1));
    const f64v y = back * f64_times_logistic(hold * at, f64_logistic_of(near));
    const f64v below = f64_select(f64_less(t, f64_set(-50)), f64_exp_times(far, at), y);
    return f64_select(above, x, f64_select(f64_less(x, f64_set(-DBL_MAX)), f64_set(-0.0), below));
}

static void forward_f64(const double *x, double *y, size_t n, const params *p)
{
    if (p->beta == 1)
        f64_map_long(x, y, n, f64_silu_1, 1);
    else
        f64_map_long(x, y, n, silu_f64, p->beta);
}

VECTOR_KERNEL(silu_faithful_forward_f32, f32, forward_f32, "silu/faithful", OP_FORWARD,
              .source = "table of 2^(k/8) with its rounding errors, compensated division", .bound_ulp = 0.9);
VECTOR_KERNEL(silu_faithful_gradient_f32, f32, gradient_f32, "silu/faithful", OP_GRADIENT,
              .source = "double lanes: table of 2^(k/8), polynomial of degree 7", .bound_ulp = 0.9);
VECTOR_KERNEL(silu_faithful_grad_beta_f32, f32, grad_beta_f32, "silu/faithful", OP_GRAD_BETA,
              .source = "double lanes: table of 2^(k/8), tanh of the remainder", .bound_ulp = 0.9);
VECTOR_KERNEL(silu_faithful_forward_f64, f64, forward_f64, "silu/faithful", OP_FORWARD,
              .source = "table of 2^(k/8) with its rounding errors, compensated division", .bound_ulp = 0.9);
