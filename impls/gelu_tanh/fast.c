/* gelu_tanh in floats: x/(1 + e^-w), w = x (linear + cubic x^2) in two parts, for its rounding would count as a relative
 * error of the result. The denominator is held 2^-32 times as large, so that the quotient may fall through the subnormal
 * numbers. From 5.25 on the result is x. */
#include "simd/fast.h"
#include "simd/kernel.h"

/* 2 sqrt(2/pi), short, so that 1 to 8 times it less itself is exact, and 0.044715 of that. */
static const float linear = 0x1.98845p0F, linear_rest = 0x1.9ea1a8p-23F, cubic = 0x1.2444f2p-4F,
                   cubic_rest = 0x1.49b16ap-29F;

INLINE f32v gelu_tanh(f32v x, f32v unused)
{
    (void)unused;
    const f32v at = f32_clamp(x, -10.75F, 5.25F), zero = f32_set(0), scale = f32_set(0x1p-32F);
    const f32v square = at * at, square_rest = f32_fused(at, at, zero - square);
    const f32v sum = f32_muladd(f32_set(cubic), square, f32_set(linear));
    const f32v left = f32_fused(f32_set(cubic), square, f32_set(linear) - sum);
    const f32v rest =
        left + f32_muladd(f32_set(cubic), square_rest, f32_muladd(f32_set(cubic_rest), square, f32_set(linear_rest)));
    const f32v w = at * sum, w_rest = f32_muladd(at, rest, f32_fused(at, sum, zero - w));
    const f32_reduced a = f32_reduce(w, -1, -32);
    const f32v e = f32_polynomial(a.r + w_rest, f32_exp_3, LENGTH(f32_exp_3), -1);
    const f32v y = at / f32_muladd(f32_power(a.shifted), e, scale) * scale;
    return f32_select(f32_greater(x, f32_set(5.25F)), x, y);
}

static void forward(const float *x, float *y, size_t n, const params *p)
{
    (void)p;
    f32_map_quotient(x, y, n, gelu_tanh, 0);
}

VECTOR_KERNEL(gelu_tanh_fast_forward, f32, forward, "gelu_tanh/fast", OP_FORWARD,
              .source = "exponent in two floats, table of 2^(k/8), cubic, one division", .bound_ulp = 4);
