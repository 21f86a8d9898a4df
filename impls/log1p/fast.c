/* k ln2 + ln(1 + f) in floats. */
#include "simd/kernel.h"
#include "simd/logarithm.h"

INLINE f32v log1p_of(f32v x, f32v unused)
{
    (void)unused;
    const f32_octave a = f32_octave_of(x);
    const f32v c = f32_polynomial(a.fourfold, f32_log1p_10, LENGTH(f32_log1p_10), 0.25F);
    const f32v near = f32_set(0.25F) * f32_muladd(f32_set(0.25F) * a.fourfold * a.fourfold, c, a.fourfold);
    const f32v y = f32_muladd(a.k, f32_set(f32_ln2_high), f32_muladd(a.k, f32_set(f32_ln2_low), near));
    return f32_log1p_edges(x, y);
}

static void forward(const float *x, float *y, size_t n, const params *p)
{
    (void)p;
    f32_map_long(x, y, n, log1p_of, 0);
}

VECTOR_KERNEL(log1p_fast_forward, f32, forward, "log1p/fast", OP_FORWARD, .source = "polynomial of degree 10",
              .bound_ulp = 4);
