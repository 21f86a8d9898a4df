/* erf to less than 1 ulp, in double lanes. */
#include "simd/kernel.h"
#include "simd/wide_normal.h"

static void forward(const float *x, float *y, size_t n, const params *p)
{
    (void)p;
    f32_map_wide(x, y, n, wide_erf, 0);
}

VECTOR_KERNEL(erf_faithful_forward, f32, forward, "erf/faithful", OP_FORWARD,
              .source = "double lanes: quotient of polynomials of degree 10", .bound_ulp = 0.6);
