/* silu, correctly rounded: see simd/decided.h. With another beta than 1 in double lanes alone: one result in some 10^8 may
 * be misrounded. */
#include "simd/decided.h"
#include "simd/kernel.h"
#include "simd/wide.h"

#include <math.h>

static long double exact(long double x)
{
    return x / (1 + expl(-x));
}

INLINE f64v wide_silu_1(f64v x, f64v unused)
{
    (void)unused;
    return wide_silu(x, f64_set(1));
}

static void forward(const float *x, float *y, size_t n, const params *p)
{
    if (p->beta == 1)
        f32_map_decided(x, y, n, wide_silu_1, exact);
    else
        f32_map_wide(x, y, n, wide_silu, p->beta);
}

VECTOR_KERNEL(silu_exact_forward, f32, forward, "silu/exact", OP_FORWARD,
              .source = "double lanes: table of 2^(k/8), tanh(r/2); long double where that leaves a doubt",
              .bound_ulp = 0.5);
