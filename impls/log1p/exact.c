/* log1p, correctly rounded: see simd/decided.h. */
#include "simd/decided.h"
#include "simd/kernel.h"
#include "simd/wide_logarithm.h"

#include <math.h>

static long double exact(long double x)
{
    return log1pl(x);
}

static void forward(const float *x, float *y, size_t n, const params *p)
{
    (void)p;
    f32_map_decided(x, y, n, wide_log1p, exact);
}

VECTOR_KERNEL(log1p_exact_forward, f32, forward, "log1p/exact", OP_FORWARD,
              .source = "double lanes: 2 atanh(f/(2 + f)); long double where that leaves a doubt", .bound_ulp = 0.5);
