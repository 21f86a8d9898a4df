/* log_sigmoid to less than 1 ulp, in double lanes; its slope, 1/(1 + e^x), in floats. */
#include "simd/faithful.h"
#include "simd/kernel.h"
#include "simd/wide_logarithm.h"

static void forward(const float *x, float *y, size_t n, const params *p)
{
    (void)p;
    f32_map_wide(x, y, n, wide_log_sigmoid, 0);
}

INLINE f32v slope(f32v x, f32v unused)
{
    (void)unused;
    return f32_sigmoid(-x);
}

static void gradient(const float *x, float *y, size_t n, const params *p)
{
    (void)p;
    f32_map_quotient(x, y, n, slope, 0);
}

VECTOR_KERNEL(log_sigmoid_faithful_forward, f32, forward, "log_sigmoid/faithful", OP_FORWARD,
              .source = "double lanes: table of 2^(k/8), 2 atanh(e/(2 + e))", .bound_ulp = 0.6);
VECTOR_KERNEL(log_sigmoid_faithful_gradient, f32, gradient, "log_sigmoid/faithful", OP_GRADIENT,
              .source = "table of 2^(k/8) with its rounding errors, compensated division", .bound_ulp = 0.81);
