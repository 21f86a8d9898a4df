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
    const m32v left = f32_less(x, f32_set(0));
    return (f32_checked){f32_select(left, y, x), (m32v)(f32_in_absolute_doubt(y, lost) & left)};
}

#define NEAR_LIMIT 0.125F

/* Down to -1/8, x + x^2/2 + x^3 c: the first two parts are exact as sums of two floats; the third is rounded
 * four times, with at most 2^-24 of it, and c is off by 2^-24. */
INLINE f32_checked near(f32v x)
{
    const f32v half = f32_set(0.5F) * x, square = half * x, square_lost = f32_fused(half, x, f32_set(0) - square);
    const f32v more = x * x * (x * f32_polynomial(x, f32_expm1_6, LENGTH(f32_expm1_6), 1));
    const f32v above = x + square, below = (square - (above - x)) + (square_lost + more);
    const f32v y = above + below, lost = below - (y - above);
    const m32v left = f32_less(x, f32_set(0)), far = f32_less(x, f32_set(-NEAR_LIMIT));
    return (f32_checked){f32_select(left, y, x), (m32v)((f32_in_doubt_of(y, lost, more, 0x1.5p-22F) & left) | far)};
}

static void forward_1(const float *x, float *y, size_t n)
{
    f32_map_checked(x, y, n, (f32_forms){checked, near, NEAR_LIMIT, wide_1});
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
