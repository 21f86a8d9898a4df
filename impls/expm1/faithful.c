/* expm1 to less than 1 ulp, in double lanes. */
#include "simd/kernel.h"
#include "simd/wide.h"

static void forward(const float *x, float *y, size_t n, const params *p)
{
    (void)p;
    f32_map_wide(x, y, n, wide_expm1_anywhere, 0);
}

VECTOR_KERNEL(expm1_faithful_forward, f32, forward, "expm1/faithful", OP_FORWARD,
              .source = "double lanes: table of 2^(k/8), polynomial of degree 8", .bound_ulp = 0.6);
