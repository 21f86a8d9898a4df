/* mish, correctly rounded: see simd/decided.h. */
#include "simd/decided.h"
#include "simd/kernel.h"
#include "simd/wide.h"

#include <math.h>

static long double exact(long double x)
{
    const long double e = expl(x), n = e * (e + 2);
    return x * (n / (n + 2));
}

static void forward(const float *x, float *y, size_t n, const params *p)
{
    (void)p;
    f32_map_decided(x, y, n, wide_mish, exact);
}

VECTOR_KERNEL(mish_exact_forward, f32, forward, "mish/exact", OP_FORWARD,
              .source = "double lanes: table of 2^(k/8), polynomial of degree 7; long double where that leaves a doubt",
              .bound_ulp = 0.5);
