/* max(+0, x): +0 for -0, NaN for NaN. */
#include "simd/kernel.h"

INLINE f32v relu_f32(f32v x, f32v unused)
{
    (void)unused;
    return f32_select(f32_not_at_most(x, f32_set(0)), x, f32_set(0));
}

static void forward_f32(const float *x, float *y, size_t n, const params *p)
{
    (void)p;
    f32_map(x, y, n, relu_f32, 0);
}

/* The slope left of 0 is that at 0; not_at_most(x, infinity) is true for NaN alone. */
INLINE f32v slope_f32(f32v x, f32v below)
{
    const f32v slope = f32_select(f32_greater(x, f32_set(0)), f32_set(1), below);
    return f32_select(f32_not_at_most(x, f32_set(__builtin_inff())), x, slope);
}

static void gradient_f32(const float *x, float *y, size_t n, const params *p)
{
    (void)p;
    f32_map(x, y, n, slope_f32, 0);
}

INLINE f64v relu_f64(f64v x, f64v unused)
{
    (void)unused;
    return f64_select(f64_not_at_most(x, f64_set(0)), x, f64_set(0));
}

static void forward_f64(const double *x, double *y, size_t n, const params *p)
{
    (void)p;
    f64_map(x, y, n, relu_f64, 0);
}

/* The slope left of 0 is that at 0; not_at_most(x, infinity) is true for NaN alone. */
INLINE f64v slope_f64(f64v x, f64v below)
{
    const f64v slope = f64_select(f64_greater(x, f64_set(0)), f64_set(1), below);
    return f64_select(f64_not_at_most(x, f64_set(__builtin_inff())), x, slope);
}

static void gradient_f64(const double *x, double *y, size_t n, const params *p)
{
    (void)p;
    f64_map(x, y, n, slope_f64, 0);
}

VECTOR_KERNEL(relu_exact_forward_f32, f32, forward_f32, "relu/exact", OP_FORWARD, .source = "comparison and blend",
              .bound_ulp = 0.5);
VECTOR_KERNEL(relu_exact_gradient_f32, f32, gradient_f32, "relu/exact", OP_GRADIENT, .source = "comparison and blend",
              .bound_ulp = 0.5);
VECTOR_KERNEL(relu_exact_forward_f64, f64, forward_f64, "relu/exact", OP_FORWARD, .source = "comparison and blend",
              .bound_ulp = 0.5);
VECTOR_KERNEL(relu_exact_gradient_f64, f64, gradient_f64, "relu/exact", OP_GRADIENT, .source = "comparison and blend",
              .bound_ulp = 0.5);
