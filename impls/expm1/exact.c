/* expm1, correctly rounded: see simd/decided.h. */
#include "simd/decided.h"
#include "simd/kernel.h"
#include "simd/wide.h"

#include <math.h>

static long double exact(long double x)
{
    return expm1l(x);
}

static void forward(const float *x, float *y, size_t n, const params *p)
{
    (void)p;
    f32_map_decided(x, y, n, wide_expm1_anywhere, exact);
}

VECTOR_KERNEL(expm1_exact_forward, f32, forward, "expm1/exact", OP_FORWARD,
              .source = "double lanes: table of 2^(k/8), polynomial of degree 8; long double where that leaves a doubt",
              .bound_ulp = 0.5);
