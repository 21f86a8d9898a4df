/* log_sigmoid(x) = -softplus(-x) and its slope, 1/(1 + e^x), in floats: see simd/fast.h. */
#include "simd/fast.h"
#include "simd/kernel.h"

INLINE f32v log_sigmoid(f32v x, f32v unused)
{
    (void)unused;
    return -f32_fast_softplus(-x);
}

static void forward(const float *x, float *y, size_t n, const params *p)
{
    (void)p;
    f32_map_long(x, y, n, log_sigmoid, 0);
}

INLINE f32v slope(f32v x, f32v unused)
{
    (void)unused;
    return f32_fast_logistic(-x);
}

static void gradient(const float *x, float *y, size_t n, const params *p)
{
    (void)p;
    f32_map(x, y, n, slope, 0);
}

VECTOR_KERNEL(log_sigmoid_fast_forward, f32, forward, "log_sigmoid/fast", OP_FORWARD,
              .source = "table of 2^(k/8), cubic; polynomial of degree 9", .bound_ulp = 4);
VECTOR_KERNEL(log_sigmoid_fast_gradient, f32, gradient, "log_sigmoid/fast", OP_GRADIENT,
              .source = "table of 2^(k/8), cubic, one division", .bound_ulp = 4);
