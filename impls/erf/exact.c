/* erf, correctly rounded: see simd/decided.h. */
#include "simd/decided.h"
#include "simd/kernel.h"
#include "simd/wide_normal.h"

#include <math.h>

static long double exact(long double x)
{
    return erfl(x);
}

static void forward(const float *x, float *y, size_t n, const params *p)
{
    (void)p;
    f32_map_decided(x, y, n, wide_erf, exact);
}

VECTOR_KERNEL(erf_exact_forward, f32, forward, "erf/exact", OP_FORWARD,
              .source = "double lanes: quotient of polynomials of degree 10; long double where that leaves a doubt",
              .bound_ulp = 0.5);
