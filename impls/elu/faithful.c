/* elu to less than 1 ulp: see simd/faithful_of.h. Floats with another alpha than 1 are computed in double
 * lanes, where no intermediate result leaves the normal numbers; doubles with a power of two taken out of
 * alpha, so that the same holds. */
#include "simd/faithful.h"
#include "simd/kernel.h"
#include "simd/scaled.h"
#include "simd/wide.h"

#include <math.h>

static void forward_f32(const float *x, float *y, size_t n, const params *p)
{
    if (p->alpha == 1)
        f32_map_long(x, y, n, f32_elu_1, 1);
    else
        f32_map_wide(x, y, n, wide_elu, p->alpha);
}

static void gradient_f32(const float *x, float *y, size_t n, const params *p)
{
    if (p->alpha == 1)
        f32_map(x, y, n, f32_elu_1_slope, 1);
    else
        f32_map_wide(x, y, n, wide_elu_slope, p->alpha);
}

/* x for x > 0, alpha (e^x - 1) otherwise: where x is that or where |x| < 2^-60, which is not told from its
 * e^x - 1, alpha x has the right size and sign down to 0, and so it has for alpha = 0. */
INLINE f64v elu_f64(f64v x, f64v alpha)
{
    const f64_scaled a = f64_scaled_of(alpha);
    const f64_pair e = f64_expm1(x);
    const f64v product = a.value * e.sum, lost = f64_fused(a.value, e.sum, f64_set(0) - product);
    const f64v y = product + f64_muladd(a.value, e.rest, lost);
    const f64v limit = f64_select(f64_greater(f64_magnitude(alpha), f64_set(0)), f64_set(-0x1p-60), f64_set(-INFINITY));
    const f64v near = alpha * f64_at_least(x, -2);
    const f64v far = f64_scale(y, a.exponent + f64_set(F64_SHIFTER)), below = f64_select(f64_less(x, limit), far, near);
    return f64_select(f64_greater(x, f64_set(0)), x, below);
}

/* 1 for x > 0, alpha e^x otherwise. */
INLINE f64v elu_slope_f64(f64v x, f64v alpha)
{
    const f64v below = f64_exp_times(f64_reduce(f64_clamp(x, -1492, 1), 1, 0), alpha);
    return f64_select(f64_greater(x, f64_set(0)), f64_set(1), below);
}

static void forward_f64(const double *x, double *y, size_t n, const params *p)
{
    if (p->alpha == 1)
        f64_map_long(x, y, n, f64_elu_1, 1);
    else
        f64_map_long(x, y, n, elu_f64, p->alpha);
}

static void gradient_f64(const double *x, double *y, size_t n, const params *p)
{
    if (p->alpha == 1)
        f64_map(x, y, n, f64_elu_1_slope, 1);
    else
        f64_map(x, y, n, elu_slope_f64, p->alpha);
}

VECTOR_KERNEL(elu_faithful_forward_f32, f32, forward_f32, "elu/faithful", OP_FORWARD,
              .source = "table of 2^(k/8) with its rounding errors", .bound_ulp = 0.7);
VECTOR_KERNEL(elu_faithful_gradient_f32, f32, gradient_f32, "elu/faithful", OP_GRADIENT,
              .source = "table of 2^(k/8) with its rounding errors", .bound_ulp = 0.8);
VECTOR_KERNEL(elu_faithful_forward_f64, f64, forward_f64, "elu/faithful", OP_FORWARD,
              .source = "table of 2^(k/8) with its rounding errors", .bound_ulp = 0.8);
VECTOR_KERNEL(elu_faithful_gradient_f64, f64, gradient_f64, "elu/faithful", OP_GRADIENT,
              .source = "table of 2^(k/8) with its rounding errors", .bound_ulp = 0.8);
