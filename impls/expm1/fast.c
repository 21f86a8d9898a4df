/* e^x - 1 in floats, half as large before the end, so that the power stays finite. */
#include "simd/fast.h"
#include "simd/kernel.h"

INLINE f32v expm1_of(f32v x, f32v unused)
{
    (void)unused;
    const f32v half = f32_fast_expm1(f32_reduce(f32_clamp(x, -18, 89), 1, -1), f32_set(0.5F));
    return f32_with_sign_of(half + half, x);
}

static void forward(const float *x, float *y, size_t n, const params *p)
{
    (void)p;
    f32_map_long(x, y, n, expm1_of, 0);
}

VECTOR_KERNEL(expm1_fast_forward, f32, forward, "expm1/fast", OP_FORWARD, .source = "table of 2^(k/8) and quartic",
              .bound_ulp = 4);
