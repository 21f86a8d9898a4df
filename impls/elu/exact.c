/* elu, correctly rounded: floats computed in double, or in sums of two floats with a rounding test. For alpha
 * = 1 no result is misrounded, which is checked over all inputs; for another alpha one in some 10^8 may be. */
#include "simd/checked.h"
#include "simd/kernel.h"
#include "simd/wide.h"

__attribute__((noinline)) static void wide_1(const float *x, float *y, size_t n)
{
    f32_map_wide(x, y, n, wide_elu_1, 1);
}

#ifdef VECTOR_LOOKUP_32
/* e^x - 1 with an absolute error of 2^-36, which decides ever less near 0. */
INLINE f32_checked checked(f32v x)
{
    const f32v one = f32_set(1);
    const f32_sum e = f32_exp_sum(f32_at_least(x, -20), 1);
    const f32v above = e.high - one, lost_above = e.high - (above + one);
    const f32v below = f32_muladd(e.s, e.rest, e.lost + lost_above);
    const f32v y = above + below, lost = below - (y - above);
    const m32v right = f32_greater(x, f32_set(0));
    return (f32_checked){f32_select(right, x, y), (m32v)(f32_in_absolute_doubt(y, lost) & ~right)};
}

static void forward_1(const float *x, float *y, size_t n)
{
    f32_map_checked(x, y, n, checked, wide_1);
}
#else
static void forward_1(const float *x, float *y, size_t n)
{
    wide_1(x, y, n);
}
#endif

static void forward(const float *x, float *y, size_t n, const params *p)
{
    if (p->alpha == 1)
        forward_1(x, y, n);
    else
        f32_map_wide(x, y, n, wide_elu, p->alpha);
}

static void gradient(const float *x, float *y, size_t n, const params *p)
{
    f32_map_wide(x, y, n, wide_elu_slope, p->alpha);
}

VECTOR_KERNEL(elu_exact_forward, f32, forward, "elu/exact", OP_FORWARD,
              .source = "double lanes: table of 2^(k/8), polynomial of degree 8; sums of floats with a rounding test",
              .bound_ulp = 0.5);
VECTOR_KERNEL(elu_exact_gradient, f32, gradient, "elu/exact", OP_GRADIENT,
              .source = "double lanes: table of 2^(k/8), polynomial of degree 7", .bound_ulp = 0.5);
