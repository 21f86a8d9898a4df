/* sigmoid, correctly rounded: floats computed in double, close enough that no result is misrounded, which is
 * checked over all inputs, or in sums of two floats with a rounding test. */
#include "simd/checked.h"
#include "simd/kernel.h"
#include "simd/wide.h"

INLINE f64v sigmoid(f64v x, f64v unused)
{
    (void)unused;
    return wide_sigmoid(x);
}

#ifdef VECTOR_LOOKUP_32
__attribute__((noinline, cold)) static void wide(const float *x, float *y, size_t n)
{
    f32_map_wide(x, y, n, sigmoid, 0);
}

/* 1/(1 + e) = n + n (u + u^2), u = 1 - n (1 + e), with n close to 1/(1 + e). Below -60 what is lost would be
 * subnormal. */
INLINE f32_checked checked(f32v x)
{
    const f32v one = f32_set(1);
    const f32_sum e = f32_exp_sum(f32_at_most(x, 30), -1);
    const f32v large = f32_larger(e.high, one), small = f32_smaller(e.high, one);
    const f32v sum = large + small, rest = f32_muladd(e.s, e.rest, e.lost + (small - (sum - large)));
    const f32v n = f32_near_reciprocal(sum);
    const f32v u = f32_mulsub(n, rest, f32_mulsub(n, sum, one));
    const f32v more = f32_muladd(u, u, u);
    const f32v y = f32_muladd(n, more, n), lost = f32_muladd(n, more, n - y);
    return (f32_checked){y, (m32v)(f32_in_doubt(y, lost) | f32_not_at_most(f32_set(-60), x))};
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
    f32_map_wide(x, y, n, sigmoid, 0);
}
#endif

INLINE f64v slope(f64v x, f64v unused)
{
    (void)unused;
    return wide_logistic_slope(f64_set(0.5) * f64_magnitude(x), 1);
}

static void gradient(const float *x, float *y, size_t n, const params *p)
{
    (void)p;
    f32_map_wide(x, y, n, slope, 0);
}

VECTOR_KERNEL(sigmoid_exact_forward, f32, forward, "sigmoid/exact", OP_FORWARD,
              .source = "double lanes: table of 2^(k/8), tanh(r/2); sums of floats with a rounding test",
              .bound_ulp = 0.5);
VECTOR_KERNEL(sigmoid_exact_gradient, f32, gradient, "sigmoid/exact", OP_GRADIENT,
              .source = "double lanes: table of 2^(k/8), tanh of the remainder", .bound_ulp = 0.5);
