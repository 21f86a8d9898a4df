/* silu, correctly rounded: floats computed in double, close enough that for beta = 1 no result is misrounded, which
 * is checked over all inputs; for another beta one in some 10^8 may be. */
#include "simd/kernel.h"
#include "simd/wide.h"

static void forward(const float *x, float *y, size_t n, const params *p)
{
    f32_map_wide(x, y, n, wide_silu, p->beta);
}

VECTOR_KERNEL(silu_exact_forward, f32, forward, "silu/exact", OP_FORWARD,
              .source = "double lanes: table of 2^(k/8), tanh(r/2)", .bound_ulp = 0.5);
