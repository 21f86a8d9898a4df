/* log1p, correctly rounded: see simd/decided.h. */
#include "simd/decided.h"
#include "simd/kernel.h"
#include "simd/wide_logarithm.h"

#include <math.h>

/* x + more, rounded to float; |more| is some 2^-17 of x at most. Their sum in long double may be a midpoint of floats
 * where the exact one is not: what the float misses is held against half the step to its neighbour. */
static float rounded_sum(long double x, long double more)
{
    const float y = (float)(x + more);
    const long double missing = (x - (long double)y) + more;
    const float next = nextafterf(y, missing > 0 ? INFINITY : -INFINITY);
    return fabsl(missing) > fabsl((long double)next - (long double)y) / 2 ? next : y;
}

static long double exact(long double x)
{
    if (fabsl(x) > 0x1p-16L)
        return log1pl(x);
    return (long double)rounded_sum(x, x * x * (-0.5L + x * (1 / 3.0L - x * (0.25L - x / 5))));
}

static void forward(const float *x, float *y, size_t n, const params *p)
{
    (void)p;
    f32_map_decided(x, y, n, wide_log1p, exact);
}

VECTOR_KERNEL(log1p_exact_forward, f32, forward, "log1p/exact", OP_FORWARD,
              .source = "double lanes: 2 atanh(f/(2 + f)); long double where that leaves a doubt", .bound_ulp = 0.5);
