/* x/(1 + e^-x) in floats: the denominator is held 2^-32 times as large, so that e^-x stays finite while the quotient
 * falls through the subnormal numbers. From 18 on the result is x. */
#include "simd/fast.h"
#include "simd/kernel.h"
#include "simd/wide.h"

INLINE f32v silu(f32v x, f32v unused)
{
    (void)unused;
    const f32v at = f32_clamp(x, -109, 18), scale = f32_set(0x1p-32F);
    const f32_reduced a = f32_reduce(at, -1, -32);
    const f32v e = f32_polynomial(a.r, f32_exp_3, LENGTH(f32_exp_3), -1);
    const f32v y = at / f32_muladd(f32_power(a.shifted), e, scale) * scale;
    return f32_select(f32_greater(x, f32_set(18)), x, y);
}

static void forward(const float *x, float *y, size_t n, const params *p)
{
    if (p->beta == 1)
        f32_map(x, y, n, silu, 1);
    else
        f32_map_wide(x, y, n, wide_silu, p->beta);
}

VECTOR_KERNEL(silu_fast_forward, f32, forward, "silu/fast", OP_FORWARD,
              .source = "table of 2^(k/8), cubic, one division", .bound_ulp = 4);
