/* x for x > 0, alpha x otherwise: one correctly rounded product. For leaky_relu and prelu, whose difference
 * is where alpha comes from. */
#ifndef ACTBENCH_LEAKY_RELU_EXACT_H
#define ACTBENCH_LEAKY_RELU_EXACT_H

#include "simd/kernel.h"

INLINE f32v leaky_relu_f32(f32v x, f32v alpha)
{
    return f32_select(f32_greater(x, f32_set(0)), x, alpha * x);
}

static void forward_f32(const float *x, float *y, size_t n, const params *p)
{
    f32_map(x, y, n, leaky_relu_f32, p->alpha);
}

/* The slope left of 0 is that at 0; not_at_most(x, infinity) is true for NaN alone. */
INLINE f32v slope_f32(f32v x, f32v below)
{
    const f32v slope = f32_select(f32_greater(x, f32_set(0)), f32_set(1), below);
    return f32_select(f32_not_at_most(x, f32_set(__builtin_inff())), x, slope);
}

static void gradient_f32(const float *x, float *y, size_t n, const params *p)
{
    f32_map(x, y, n, slope_f32, p->alpha);
}

INLINE f64v leaky_relu_f64(f64v x, f64v alpha)
{
    return f64_select(f64_greater(x, f64_set(0)), x, alpha * x);
}

static void forward_f64(const double *x, double *y, size_t n, const params *p)
{
    f64_map(x, y, n, leaky_relu_f64, p->alpha);
}

INLINE f64v slope_f64(f64v x, f64v below)
{
    const f64v slope = f64_select(f64_greater(x, f64_set(0)), f64_set(1), below);
    return f64_select(f64_not_at_most(x, f64_set(__builtin_inff())), x, slope);
}

static void gradient_f64(const double *x, double *y, size_t n, const params *p)
{
    f64_map(x, y, n, slope_f64, p->alpha);
}

#endif
