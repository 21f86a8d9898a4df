/* elu to less than 1 ulp: see simd/faithful_of.h. */
#include "simd/faithful.h"
#include "simd/kernel.h"

INLINE f32v elu_f32(f32v x, f32v alpha)
{
    return f32_select(f32_greater(x, f32_set(0)), x, f32_elu_below_0(x, alpha));
}

INLINE f32v elu_1_f32(f32v x, f32v unused)
{
    (void)unused;
    return f32_select(f32_less(x, f32_set(0)), f32_elu_below_0(x, f32_set(1)), x);
}

static void forward_f32(const float *x, float *y, size_t n, const params *p)
{
    if (p->alpha == 1)
        f32_map(x, y, n, elu_1_f32, 1);
    else
        f32_map(x, y, n, elu_f32, p->alpha);
}

INLINE f32v slope_f32(f32v x, f32v alpha)
{
    return f32_select(f32_greater(x, f32_set(0)), f32_set(1), f32_exp_times(x, alpha));
}

INLINE f32v slope_1_f32(f32v x, f32v unused)
{
    (void)unused;
    return f32_select(f32_greater(x, f32_set(0)), f32_set(1), f32_exp_times(x, f32_set(1)));
}

static void gradient_f32(const float *x, float *y, size_t n, const params *p)
{
    if (p->alpha == 1)
        f32_map(x, y, n, slope_1_f32, 1);
    else
        f32_map(x, y, n, slope_f32, p->alpha);
}

INLINE f64v elu_f64(f64v x, f64v alpha)
{
    return f64_select(f64_greater(x, f64_set(0)), x, f64_elu_below_0(x, alpha));
}

INLINE f64v elu_1_f64(f64v x, f64v unused)
{
    (void)unused;
    return f64_select(f64_less(x, f64_set(0)), f64_elu_below_0(x, f64_set(1)), x);
}

static void forward_f64(const double *x, double *y, size_t n, const params *p)
{
    if (p->alpha == 1)
        f64_map(x, y, n, elu_1_f64, 1);
    else
        f64_map(x, y, n, elu_f64, p->alpha);
}

INLINE f64v slope_f64(f64v x, f64v alpha)
{
    return f64_select(f64_greater(x, f64_set(0)), f64_set(1), f64_exp_times(x, alpha));
}

INLINE f64v slope_1_f64(f64v x, f64v unused)
{
    (void)unused;
    return f64_select(f64_greater(x, f64_set(0)), f64_set(1), f64_exp_times(x, f64_set(1)));
}

static void gradient_f64(const double *x, double *y, size_t n, const params *p)
{
    if (p->alpha == 1)
        f64_map(x, y, n, slope_1_f64, 1);
    else
        f64_map(x, y, n, slope_f64, p->alpha);
}

VECTOR_KERNEL(elu_faithful_forward_f32, f32, forward_f32, "elu/faithful", OP_FORWARD,
              .source = "table of 2^(k/8) with its rounding errors", .bound_ulp = 0.7);
VECTOR_KERNEL(elu_faithful_gradient_f32, f32, gradient_f32, "elu/faithful", OP_GRADIENT,
              .source = "table of 2^(k/8) with its rounding errors", .bound_ulp = 0.8);
VECTOR_KERNEL(elu_faithful_forward_f64, f64, forward_f64, "elu/faithful", OP_FORWARD,
              .source = "table of 2^(k/8) with its rounding errors", .bound_ulp = 0.8);
VECTOR_KERNEL(elu_faithful_gradient_f64, f64, gradient_f64, "elu/faithful", OP_GRADIENT,
              .source = "table of 2^(k/8) with its rounding errors", .bound_ulp = 0.8);
