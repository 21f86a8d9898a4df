/* softplus, correctly rounded for beta = 1: see simd/decided.h; for another beta one result in some 10^8 may not be. */
#include "simd/decided.h"
#include "simd/kernel.h"
#include "simd/wide_logarithm.h"

#include <math.h>

static long double exact(long double x)
{
    return x > 0 ? x + log1pl(expl(-x)) : log1pl(expl(x));
}

static void forward(const float *x, float *y, size_t n, const params *p)
{
    if (p->beta == 1)
        f32_map_decided(x, y, n, wide_softplus_1, exact);
    else
        f32_map_wide(x, y, n, wide_softplus, p->beta);
}

VECTOR_KERNEL(softplus_exact_forward, f32, forward, "softplus/exact", OP_FORWARD,
              .source = "double lanes: table of 2^(k/8), 2 atanh(e/(2 + e)); long double where that leaves a doubt",
              .bound_ulp = 0.5);
