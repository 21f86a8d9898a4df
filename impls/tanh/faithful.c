/* tanh to less than 1 ulp: see simd/faithful_of.h. */
#include "simd/faithful.h"
#include "simd/kernel.h"
#include "simd/tanh.h"

#ifdef VECTOR_LOOKUP_32
INLINE f32v tanh_f32(f32v x, f32v unused)
{
    (void)unused;
    return f32_tanh_by_table(x);
}
#else
INLINE f32v tanh_f32(f32v x, f32v unused)
{
    (void)unused;
    return f32_tanh(x);
}
#endif

static void forward_f32(const float *x, float *y, size_t n, const params *p)
{
    (void)p;
    f32_map_quotient(x, y, n, tanh_f32, 0);
}

INLINE f32v slope_f32(f32v x, f32v unused)
{
    (void)unused;
    return f32_logistic_slope(f32_magnitude(x), 2, 4);
}

static void gradient_f32(const float *x, float *y, size_t n, const params *p)
{
    (void)p;
    f32_map(x, y, n, slope_f32, 0);
}

INLINE f64v tanh_f64(f64v x, f64v unused)
{
    (void)unused;
    return f64_tanh(x);
}

static void forward_f64(const double *x, double *y, size_t n, const params *p)
{
    (void)p;
    f64_map_long(x, y, n, tanh_f64, 0);
}

INLINE f64v slope_f64(f64v x, f64v unused)
{
    (void)unused;
    return f64_logistic_slope(f64_magnitude(x), 2, 4);
}

static void gradient_f64(const double *x, double *y, size_t n, const params *p)
{
    (void)p;
    f64_map(x, y, n, slope_f64, 0);
}

VECTOR_KERNEL(tanh_faithful_forward_f32, f32, forward_f32, "tanh/faithful", OP_FORWARD,
              .source = "short powers 2^(k/8), tanh of the remainder, corrected quotient; 32 points",
              .bound_ulp = 0.98);
VECTOR_KERNEL(tanh_faithful_gradient_f32, f32, gradient_f32, "tanh/faithful", OP_GRADIENT,
              .source = "table of 2^(k/8) with its rounding errors, compensated division", .bound_ulp = 0.9);
VECTOR_KERNEL(tanh_faithful_forward_f64, f64, forward_f64, "tanh/faithful", OP_FORWARD,
              .source = "short powers 2^(k/8), tanh of the remainder, corrected quotient", .bound_ulp = 0.7);
VECTOR_KERNEL(tanh_faithful_gradient_f64, f64, gradient_f64, "tanh/faithful", OP_GRADIENT,
              .source = "table of 2^(k/8) with its rounding errors, compensated division", .bound_ulp = 0.9);
