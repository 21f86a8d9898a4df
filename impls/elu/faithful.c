/* elu to less than 1 ulp: see simd/faithful_of.h. Floats with another alpha than 1 are computed in double
 * lanes, where no intermediate result leaves the normal numbers. */
#include "simd/faithful.h"
#include "simd/kernel.h"
#include "simd/wide.h"

static void forward_f32(const float *x, float *y, size_t n, const params *p)
{
    if (p->alpha == 1)
        f32_map(x, y, n, f32_elu_1, 1);
    else
        f32_map_wide(x, y, n, wide_elu, p->alpha);
}

static void gradient_f32(const float *x, float *y, size_t n, const params *p)
{
    if (p->alpha == 1)
        f32_map(x, y, n, f32_elu_1_slope, 1);
    else
        f32_map_wide(x, y, n, wide_elu_slope, p->alpha);
}

static void forward_f64(const double *x, double *y, size_t n, const params *p)
{
    if (p->alpha == 1)
        f64_map(x, y, n, f64_elu_1, 1);
    else
        f64_map(x, y, n, f64_elu, p->alpha);
}

static void gradient_f64(const double *x, double *y, size_t n, const params *p)
{
    if (p->alpha == 1)
        f64_map(x, y, n, f64_elu_1_slope, 1);
    else
        f64_map(x, y, n, f64_elu_slope, p->alpha);
}

VECTOR_KERNEL(elu_faithful_forward_f32, f32, forward_f32, "elu/faithful", OP_FORWARD,
              .source = "table of 2^(k/8) with its rounding errors", .bound_ulp = 0.7);
VECTOR_KERNEL(elu_faithful_gradient_f32, f32, gradient_f32, "elu/faithful", OP_GRADIENT,
              .source = "table of 2^(k/8) with its rounding errors", .bound_ulp = 0.8);
VECTOR_KERNEL(elu_faithful_forward_f64, f64, forward_f64, "elu/faithful", OP_FORWARD,
              .source = "table of 2^(k/8) with its rounding errors", .bound_ulp = 0.8);
VECTOR_KERNEL(elu_faithful_gradient_f64, f64, gradient_f64, "elu/faithful", OP_GRADIENT,
              .source = "table of 2^(k/8) with its rounding errors", .bound_ulp = 0.8);
