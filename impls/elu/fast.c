/* elu in floats: e^x - 1 = s p + (s - 1), where s is a rounded power 2^m and p = e^r - 1 with what that
 * rounding took; what s - 1 loses is added to the product, or else results could fall from one power to the
 * next. Near 0, s = 1 and nothing is rounded before p. */
#include "simd/fast.h"
#include "simd/kernel.h"
#include "simd/wide.h"

INLINE f32v below_0(f32v x)
{
    const f32_reduced a = f32_reduce_near(f32_at_least(x, -18), 1);
    const f32v s = f32_power(a.shifted);
    const f32v below = s - f32_set(1), lost = s - (below + f32_set(1));
    const f32v square = f32_muladd(a.r * a.r, f32_polynomial(a.r, f32_expm1_faithful, LENGTH(f32_expm1_faithful), 1),
                                   f32_power_lost(a.shifted));
    return f32_muladd(s, square + a.r, lost) + below;
}

INLINE f32v elu(f32v x, f32v alpha)
{
    return f32_select(f32_greater(x, f32_set(0)), x, alpha * f32_with_sign_of(below_0(x), x));
}

INLINE f32v elu_1(f32v x, f32v unused)
{
    (void)unused;
    return f32_select(f32_less(x, f32_set(0)), below_0(x), x);
}

static void forward(const float *x, float *y, size_t n, const params *p)
{
    if (p->alpha == 1)
        f32_map_long(x, y, n, elu_1, 1);
    else
        f32_map_long(x, y, n, elu, p->alpha);
}

INLINE f32v slope_1(f32v x, f32v unused)
{
    (void)unused;
    return f32_select(f32_greater(x, f32_set(0)), f32_set(1), f32_fast_exp(x));
}

/* e^x may be below the normal floats where alpha e^x is not: another alpha than 1 is for double lanes. */
static void gradient(const float *x, float *y, size_t n, const params *p)
{
    if (p->alpha == 1)
        f32_map_long(x, y, n, slope_1, 1);
    else
        f32_map_wide(x, y, n, wide_elu_slope, p->alpha);
}

VECTOR_KERNEL(elu_fast_forward, f32, forward, "elu/fast", OP_FORWARD, .source = "table of 2^(k/8) and quartic",
              .bound_ulp = 4);
VECTOR_KERNEL(elu_fast_gradient, f32, gradient, "elu/fast", OP_GRADIENT, .source = "table of 2^(k/8) and cubic",
              .bound_ulp = 4);
