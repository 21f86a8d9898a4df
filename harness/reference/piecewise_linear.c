/* The piecewise linear ones: relu(x) = max(0, x); leaky_relu and prelu: x for x > 0, alpha x otherwise. In
 * double every value is exact: the product of two f32 numbers has at most 48 bits. */
#include "reference/function.h"
#include "support/hot.h"

#include <math.h>

static void exact_leaky(mpfr_t y, const mpfr_t x, const params *p)
{
    if (mpfr_sgn(x) > 0)
        mpfr_set(y, x, MPFR_RNDN);
    else
        mpfr_mul_d(y, x, p->alpha, MPFR_RNDN);
}

HOT static void filter_leaky(const double *m, double *plus, double *minus, size_t n, const params *p)
{
    for (size_t i = 0; i < n; i++) {
        plus[i] = m[i] == 0 ? p->alpha * m[i] : m[i];
        minus[i] = p->alpha * -m[i];
    }
}

static op_traits traits_leaky(const params *p)
{
    const bool odd = p->alpha == 1;
    return (op_traits){.symmetry = odd ? SYMMETRY_ODD : SYMMETRY_NONE,
                       .direction = {1, p->alpha < 0 ? -1 : 1},
                       .limit = {NAN, NAN},
                       .range = {p->alpha <= 0 ? 0 : -INFINITY, INFINITY},
                       .near_identity = {true, odd}};
}

static void exact_slope(mpfr_t y, const mpfr_t x, const params *p)
{
    mpfr_set_d(y, mpfr_sgn(x) > 0 ? 1 : p->alpha, MPFR_RNDN);
}

HOT static void filter_slope(const double *m, double *plus, double *minus, size_t n, const params *p)
{
    for (size_t i = 0; i < n; i++) {
        plus[i] = m[i] == 0 ? p->alpha : 1;
        minus[i] = p->alpha;
    }
}

static op_traits traits_slope(const params *p)
{
    const int direction = p->alpha > 1 ? -1 : 1;
    return (op_traits){
        .direction = {direction, direction}, .limit = {NAN, NAN}, .range = {fmin(p->alpha, 1), fmax(p->alpha, 1)}};
}

static void exact_negative_part(mpfr_t y, const mpfr_t x, const params *p)
{
    (void)p;
    if (mpfr_sgn(x) > 0)
        mpfr_set_zero(y, 1);
    else
        mpfr_set(y, x, MPFR_RNDN);
}

HOT static void filter_negative_part(const double *m, double *plus, double *minus, size_t n, const params *p)
{
    (void)p;
    for (size_t i = 0; i < n; i++) {
        plus[i] = 0;
        minus[i] = -m[i];
    }
}

static op_traits traits_negative_part(const params *p)
{
    (void)p;
    return (op_traits){
        .direction = {1, 1}, .limit = {NAN, NAN}, .range = {-INFINITY, 0}, .near_identity = {false, true}};
}

/* max(+0, x) as IEEE 754-2019 maximum has it: relu(-0) is +0. */
static void exact_relu(mpfr_t y, const mpfr_t x, const params *p)
{
    (void)p;
    if (mpfr_sgn(x) > 0)
        mpfr_set(y, x, MPFR_RNDN);
    else
        mpfr_set_zero(y, 1);
}

HOT static void filter_relu(const double *m, double *plus, double *minus, size_t n, const params *p)
{
    (void)p;
    for (size_t i = 0; i < n; i++) {
        plus[i] = m[i];
        minus[i] = 0;
    }
}

static op_traits traits_relu(const params *p)
{
    (void)p;
    return (op_traits){
        .direction = {1, 1}, .limit = {NAN, NAN}, .range = {0, INFINITY}, .near_identity = {true, false}};
}

static const params no_slope = {.alpha = 0};

static void exact_step(mpfr_t y, const mpfr_t x, const params *p)
{
    (void)p;
    exact_slope(y, x, &no_slope);
}

HOT static void filter_step(const double *m, double *plus, double *minus, size_t n, const params *p)
{
    (void)p;
    filter_slope(m, plus, minus, n, &no_slope);
}

static op_traits traits_step(const params *p)
{
    (void)p;
    return traits_slope(&no_slope);
}

DEFINE_FUNCTION(relu, .name = "relu", .noted = true, .formula = "max(0,x)",
                .ops = {[OP_FORWARD] = {exact_relu, filter_relu, 0, traits_relu, {.chord = true}},
                        [OP_GRADIENT] = {exact_step, filter_step, 0, traits_step}});

#define LEAKY_FORMULA "max(0,x)+alpha*min(0,x)"
#define LEAKY_OPS                                                                                                      \
    {                                                                                                                  \
        [OP_FORWARD] = {exact_leaky, filter_leaky, 0, traits_leaky, {.chord = true}},                                  \
        [OP_GRADIENT] = {exact_slope, filter_slope, 0, traits_slope},                                                  \
        [OP_GRAD_ALPHA] = {exact_negative_part, filter_negative_part, 0, traits_negative_part, {.chord = true}},       \
    }

DEFINE_FUNCTION(leaky_relu, .name = "leaky_relu", .noted = true, .formula = LEAKY_FORMULA,
                .parameters[PARAMETER_ALPHA] = {true, 0.01}, .ops = LEAKY_OPS);
DEFINE_FUNCTION(prelu, .name = "prelu", .noted = true, .formula = LEAKY_FORMULA,
                .parameters[PARAMETER_ALPHA] = {true, 0.25}, .ops = LEAKY_OPS);
