/* x Phi(x) = max(x, 0) - m (1 - Phi(m)), m = |x|, in floats; the last part, held 2^32 times as large, is below every
 * float from 14.5 on. It is m e^(-m^2/2)/d, where d is nearly linear: eight polynomials, whose terms hardly cancel. */
#include "simd/exponential.h"
#include "simd/kernel.h"
#include "simd/normal_constants.h"

/* 2^32 e^(-m^2/2): m^2 is known in two parts, or else its rounding would count as a relative error of the result. */
INLINE f32v bell(f32v m)
{
    const f32v square = m * m, lost = f32_fused(m, m, f32_set(0) - square);
    f32_reduced a = f32_reduce(square, -0.5F, 32);
    a.r = a.r + lost;
    return f32_exp_of(a, -0.5F);
}

/* e^(-m^2/2)/(1 - Phi(m)), 0 <= m < 15. */
INLINE f32v denominator(f32v m)
{
    enum { DEGREE = LENGTH(f32_mills_pieces) - 1 };
    const i32v piece = i32_shift_right(f32_bits(m + f32_set(1)), 22);
    const f32v t = m - f32_lookup(f32_table_of(f32_mills_origins), piece);
    f32v sum = f32_lookup(f32_table_of(f32_mills_pieces[DEGREE]), piece);
    for (int j = DEGREE; j-- > 0;)
        sum = f32_muladd(sum, t, f32_lookup(f32_table_of(f32_mills_pieces[j]), piece));
    return sum;
}

INLINE f32v gelu(f32v x, f32v unused)
{
    (void)unused;
    const f32v m = f32_at_most(f32_magnitude(x), 14.5F);
    const f32v tail = m * bell(m) / denominator(m);
    return f32_with_sign_of(f32_mulsub(tail, f32_set(0x1p-32F), f32_larger(f32_set(0), x)), x);
}

static void forward(const float *x, float *y, size_t n, const params *p)
{
    (void)p;
    f32_map_quotient(x, y, n, gelu, 0);
}

VECTOR_KERNEL(gelu_fast_forward, f32, forward, "gelu/fast", OP_FORWARD,
              .source = "table of 2^(k/8) with its rounding errors; eight polynomials of degree 5, one division",
              .bound_ulp = 4);
