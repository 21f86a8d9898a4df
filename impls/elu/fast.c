/* elu in floats: see simd/fast.h. */
#include "simd/fast.h"
#include "simd/kernel.h"
#include "simd/wide.h"

INLINE f32v below_0(f32v x)
{
    return f32_fast_expm1(f32_reduce_near(f32_at_least(x, -18), 1), f32_set(1));
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
