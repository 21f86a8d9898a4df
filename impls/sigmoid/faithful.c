/* sigmoid to less than 1 ulp: see simd/faithful_of.h. */
#include "simd/faithful.h"
#include "simd/kernel.h"

INLINE f32v sigmoid_f32(f32v x, f32v unused)
{
    (void)unused;
    return f32_sigmoid(x);
}

static void forward_f32(const float *x, float *y, size_t n, const params *p)
{
    (void)p;
    f32_map_quotient(x, y, n, sigmoid_f32, 0);
}

INLINE f32v slope_f32(f32v x, f32v unused)
{
    (void)unused;
    return f32_logistic_slope(f32_magnitude(x), 1, 1);
}

static void gradient_f32(const float *x, float *y, size_t n, const params *p)
{
    (void)p;
    f32_map(x, y, n, slope_f32, 0);
}

INLINE f64v sigmoid_f64(f64v x, f64v unused)
{
    (void)unused;
    return f64_sigmoid(x);
}

static void forward_f64(const double *x, double *y, size_t n, const params *p)
{
    (void)p;
    f64_map(x, y, n, sigmoid_f64, 0);
}

INLINE f64v slope_f64(f64v x, f64v unused)
{
    (void)unused;
    return f64_logistic_slope(f64_magnitude(x), 1, 1);
}

static void gradient_f64(const double *x, double *y, size_t n, const params *p)
{
    (void)p;
    f64_map(x, y, n, slope_f64, 0);
}

VECTOR_KERNEL(sigmoid_faithful_forward_f32, f32, forward_f32, "sigmoid/faithful", OP_FORWARD,
              .source = "table of 2^(k/8) with its rounding errors, compensated division", .bound_ulp = 0.81);
VECTOR_KERNEL(sigmoid_faithful_gradient_f32, f32, gradient_f32, "sigmoid/faithful", OP_GRADIENT,
              .source = "table of 2^(k/8) with its rounding errors, compensated division", .bound_ulp = 0.9);
VECTOR_KERNEL(sigmoid_faithful_forward_f64, f64, forward_f64, "sigmoid/faithful", OP_FORWARD,
              .source = "table of 2^(k/8) with its rounding errors, compensated division", .bound_ulp = 0.9);
VECTOR_KERNEL(sigmoid_faithful_gradient_f64, f64, gradient_f64, "sigmoid/faithful", OP_GRADIENT,
              .source = "table of 2^(k/8) with its rounding errors, compensated division", .bound_ulp = 0.9);
