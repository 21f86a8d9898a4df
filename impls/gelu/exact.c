/* gelu, correctly rounded: see simd/decided.h. */
#include "simd/decided.h"
#include "simd/kernel.h"
#include "simd/wide_normal.h"

#include <math.h>

static long double exact(long double x)
{
    return x / 2 * erfcl(x * -0.7071067811865475244008443621048490393L);
}

static void forward(const float *x, float *y, size_t n, const params *p)
{
    (void)p;
    f32_map_decided(x, y, n, wide_gelu, exact);
}

VECTOR_KERNEL(
    gelu_exact_forward, f32, forward, "gelu/exact", OP_FORWARD,
    .source = "double lanes: table of 2^(k/8), quotient of polynomials; long double where that leaves a doubt",
    .bound_ulp = 0.5);
