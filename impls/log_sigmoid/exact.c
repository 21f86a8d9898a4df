/* log_sigmoid, correctly rounded: see simd/decided.h. */
#include "simd/decided.h"
#include "simd/kernel.h"
#include "simd/wide_logarithm.h"

#include <math.h>

static long double exact(long double x)
{
    return x > 0 ? -log1pl(expl(-x)) : x - log1pl(expl(x));
}

static void forward(const float *x, float *y, size_t n, const params *p)
{
    (void)p;
    f32_map_decided(x, y, n, wide_log_sigmoid, exact);
}

VECTOR_KERNEL(log_sigmoid_exact_forward, f32, forward, "log_sigmoid/exact", OP_FORWARD,
              .source = "double lanes: table of 2^(k/8), 2 atanh(e/(2 + e)); long double where that leaves a doubt",
              .bound_ulp = 0.5);
