/* gelu_tanh, correctly rounded: see simd/decided.h. */
#include "simd/decided.h"
#include "simd/kernel.h"
#include "simd/wide_normal.h"

#include <math.h>

static long double exact(long double x)
{
    const long double w =
        x * (1.59576912160573071175978423973752747390343L + 0.0713548162726002487763387522798635409955907L * (x * x));
    return x / (1 + expl(-w));
}

static void forward(const float *x, float *y, size_t n, const params *p)
{
    (void)p;
    f32_map_decided(x, y, n, wide_gelu_tanh, exact);
}

VECTOR_KERNEL(gelu_tanh_exact_forward, f32, forward, "gelu_tanh/exact", OP_FORWARD,
              .source = "double lanes: table of 2^(k/8), tanh(r/2); long double where that leaves a doubt",
              .bound_ulp = 0.5);
