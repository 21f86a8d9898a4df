/* tanh in floats. Where 32 points fit into registers, as in faithful.c; elsewhere 1 - 2/(1 + e^2|x|) from
 * 0.35 on, of which every step is a monotone function of the one before, and an odd polynomial below, whose
 * terms beyond x are too small to disturb the order. */
#include "simd/fast.h"
#include "simd/kernel.h"
#include "simd/tanh.h"

#ifdef VECTOR_LOOKUP_32
INLINE f32v tanh_of(f32v x, f32v unused)
{
    (void)unused;
    return f32_tanh_by_table(x);
}
#else
INLINE f32v tanh_of(f32v x, f32v unused)
{
    (void)unused;
    const f32v size = f32_magnitude(x);
    const f32_reduced a = f32_reduce_near(f32_at_most(size, 9.25F), 2);
    const f32v e = f32_polynomial(a.r, f32_exp_3, LENGTH(f32_exp_3), 2);
    const f32v one = f32_set(1), two = f32_set(2);
    const f32v large = one - two / f32_muladd(f32_power(a.shifted), e, one);
    const f32v square = size * size;
    const f32v small = f32_muladd(size * square, f32_polynomial(square, f32_tanh_7, LENGTH(f32_tanh_7), 1), size);
    return f32_with_sign_of(f32_select(f32_greater(size, f32_set(0.35F)), large, small), x);
}
#endif

static void forward(const float *x, float *y, size_t n, const params *p)
{
    (void)p;
    f32_map_quotient(x, y, n, tanh_of, 0);
}

INLINE f32v slope(f32v x, f32v unused)
{
    (void)unused;
    return f32_fast_logistic_slope(f32_magnitude(x), 2, 4);
}

static void gradient(const float *x, float *y, size_t n, const params *p)
{
    (void)p;
    f32_map(x, y, n, slope, 0);
}

VECTOR_KERNEL(tanh_fast_forward, f32, forward, "tanh/fast", OP_FORWARD,
              .source = "e^2x by table and cubic; odd polynomial below 0.35", .bound_ulp = 4);
VECTOR_KERNEL(tanh_fast_gradient, f32, gradient, "tanh/fast", OP_GRADIENT,
              .source = "4 e/(1 + e)^2, e = e^-2|x| by table and cubic", .bound_ulp = 4);
