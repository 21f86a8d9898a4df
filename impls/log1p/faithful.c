/* log1p to less than 1 ulp, in double lanes. */
#include "simd/kernel.h"
#include "simd/wide_logarithm.h"

static void forward(const float *x, float *y, size_t n, const params *p)
{
    (void)p;
    f32_map_wide(x, y, n, wide_log1p, 0);
}

VECTOR_KERNEL(log1p_faithful_forward, f32, forward, "log1p/faithful", OP_FORWARD,
              .source = "double lanes: 2 atanh(f/(2 + f))", .bound_ulp = 0.6);
