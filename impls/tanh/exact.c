/* tanh, correctly rounded: floats computed in double, close enough that no result is misrounded, which is
 * checked over all inputs, or in sums of two floats with a rounding test. (e^2x - 1)/(e^2x + 1) with e^2x = s
 * (1 + t)/(1 - t), t = tanh of the remainder, so that the one division serves both and nothing cancels near
 * 0. */
#include "simd/checked.h"
#include "simd/kernel.h"
#include "simd/wide.h"

INLINE f64v tanh_of(f64v x, f64v unused)
{
    (void)unused;
    const f64_reduced a = f64_reduce_near(f64_at_most(f64_magnitude(x), 10), 2);
    const f64v t = wide_tanh_of_rest(a.r);
    const f64v s = f64_power(a.shifted);
    const f64v above = s + f64_set(1), below = s - f64_set(1);
    return f64_with_sign_of(f64_muladd(above, t, below) / f64_muladd(below, t, above), x);
}

#ifdef VECTOR_LOOKUP_32
__attribute__((noinline)) static void wide(const float *x, float *y, size_t n)
{
    f32_map_wide(x, y, n, tanh_of, 0);
}

/* 2/(1 + e) - 1 with e = e^-2|x|, and 1/(1 + e) = n + n (u + u^2) as in sigmoid; 2n - 1 is exact. The
 * absolute error is 2^-36, which decides ever less near 0. */
INLINE f32_checked checked(f32v x)
{
    const f32v one = f32_set(1), size = f32_at_most(f32_magnitude(x), 10);
    const f32_sum e = f32_exp_sum(size + size, -1);
    const f32v sum = one + e.high, rest = f32_muladd(e.s, e.rest, e.lost + (e.high - (sum - one)));
    const f32v n = f32_near_reciprocal(sum), twice = n + n;
    const f32v u = f32_mulsub(n, rest, f32_mulsub(n, sum, one));
    const f32v above = twice - one, below = twice * f32_muladd(u, u, u);
    const f32v y = above + below, lost = below - (y - above);
    return (f32_checked){f32_with_sign_of(y, x), f32_in_absolute_doubt(y, lost)};
}

#define NEAR_LIMIT 0.25F

/* Up to a quarter, x + x^3 c: all that is rounded before the end is the second part, four times, each with at
 * most 2^-24 of it; c is off by 2^-24. */
INLINE f32_checked near(f32v x)
{
    const f32v square = x * x;
    const f32v more = x * (square * f32_polynomial(square, f32_tanh_9, LENGTH(f32_tanh_9), 1));
    const f32v y = x + more, lost = more - (y - x);
    const m32v far = f32_not_at_most(f32_magnitude(x), f32_set(NEAR_LIMIT));
    return (f32_checked){f32_with_sign_of(y, x), (m32v)(f32_in_doubt_of(y, lost, more, 0x1.5p-22F) | far)};
}

static void forward(const float *x, float *y, size_t n, const params *p)
{
    (void)p;
    f32_map_checked(x, y, n, (f32_forms){checked, near, NEAR_LIMIT, wide});
}
#else
static void forward(const float *x, float *y, size_t n, const params *p)
{
    (void)p;
    f32_map_wide(x, y, n, tanh_of, 0);
}
#endif

INLINE f64v slope(f64v x, f64v unused)
{
    (void)unused;
    return wide_logistic_slope(f64_magnitude(x), 4);
}

static void gradient(const float *x, float *y, size_t n, const params *p)
{
    (void)p;
    f32_map_wide(x, y, n, slope, 0);
}

VECTOR_KERNEL(tanh_exact_forward, f32, forward, "tanh/exact", OP_FORWARD,
              .source = "double lanes: table of 2^(k/8), tanh of the remainder; sums of floats with a rounding test",
              .bound_ulp = 0.5);
VECTOR_KERNEL(tanh_exact_gradient, f32, gradient, "tanh/exact", OP_GRADIENT,
              .source = "double lanes: table of 2^(k/8), tanh of the remainder", .bound_ulp = 0.5);
