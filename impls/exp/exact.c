/* e^x, correctly rounded: floats computed in double, close enough that no result is misrounded, which is
 * checked over all inputs, or in sums of two floats with a rounding test. */
#include "simd/checked.h"
#include "simd/kernel.h"
#include "simd/wide.h"

INLINE f64v exponential(f64v x, f64v unused)
{
    (void)unused;
    return wide_exp(f64_clamp(x, -110, 110));
}

__attribute__((noinline)) static void wide(const float *x, float *y, size_t n)
{
    f32_map_wide(x, y, n, exponential, 0);
}

#ifdef VECTOR_LOOKUP_32
/* Beyond 60 in size, what is lost might be subnormal or the result infinite. */
INLINE f32_checked checked(f32v x)
{
    const f32_sum e = f32_exp_sum(x, 1);
    const f32v rest = f32_muladd(e.s, e.rest, e.lost);
    const f32v y = e.high + rest, lost = rest - (y - e.high);
    return (f32_checked){y, (m32v)(f32_in_doubt(y, lost) | f32_not_at_most(f32_magnitude(x), f32_set(60)))};
}

static void forward(const float *x, float *y, size_t n, const params *p)
{
    (void)p;
    f32_map_checked(x, y, n, (f32_forms){.all = checked, .wide = wide});
}
#else
static void forward(const float *x, float *y, size_t n, const params *p)
{
    (void)p;
    wide(x, y, n);
}
#endif

VECTOR_KERNEL(exp_exact_forward, f32, forward, "exp/exact", OP_FORWARD,
              .source = "double lanes: table of 2^(k/8), polynomial of degree 7; sums of floats with a rounding test",
              .bound_ulp = 0.5);
VECTOR_KERNEL(exp_exact_gradient, f32, forward, "exp/exact", OP_GRADIENT,
              .source = "double lanes: table of 2^(k/8), polynomial of degree 7; sums of floats with a rounding test",
              .bound_ulp = 0.5);
