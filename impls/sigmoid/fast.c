/* sigmoid in floats: see simd/fast.h. */
#include "simd/fast.h"
#include "simd/kernel.h"

INLINE f32v sigmoid(f32v x, f32v unused)
{
    (void)unused;
    return f32_fast_logistic(x);
}

static void forward(const float *x, float *y, size_t n, const params *p)
{
    (void)p;
    f32_map(x, y, n, sigmoid, 0);
}

INLINE f32v slope(f32v x, f32v unused)
{
    (void)unused;
    return f32_fast_logistic_slope(f32_magnitude(x), 1, 1);
}

static void gradient(const float *x, float *y, size_t n, const params *p)
{
    (void)p;
    f32_map(x, y, n, slope, 0);
}

VECTOR_KERNEL(sigmoid_fast_forward, f32, forward, "sigmoid/fast", OP_FORWARD,
              .source = "table of 2^(k/8), cubic, one division", .bound_ulp = 4);
VECTOR_KERNEL(sigmoid_fast_gradient, f32, gradient, "sigmoid/fast", OP_GRADIENT,
              .source = "e/(1 + e)^2, e = e^-|x| by table and cubic", .bound_ulp = 4);
