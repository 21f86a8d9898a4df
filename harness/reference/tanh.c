/* tanh(x); tanh'(x) = 1/cosh(x)^2. */
#include "reference/function.h"
#include "reference/sides.h"
#include "reference/vector_math.h"
#include "support/hot.h"

#include <math.h>

static void exact_forward(mpfr_t y, const mpfr_t x, const params *p)
{
    (void)p;
    mpfr_tanh(y, x, MPFR_RNDZ);
    if (mpfr_inf_p(x))
        mpfr_set_si(y, mpfr_sgn(x), MPFR_RNDN);
}

/* tanh m = -t/(2 + t) with t = expm1(-2m) in (-1, 0]. */
HOT static void filter_forward(const double *m, double *plus, double *minus, size_t n, const params *p)
{
    (void)p;
    for (size_t i = 0; i < n; i++)
        plus[i] = -2 * m[i];
    vector_expm1(plus, minus, n);
    for (size_t i = 0; i < n; i++) {
        const double t = minus[i];
        plus[i] = at_most(fabs(t) / (2 + t), JUST_BELOW_1);
        minus[i] = -plus[i];
    }
}

static op_traits traits_forward(const params *p)
{
    (void)p;
    return (op_traits){.symmetry = SYMMETRY_ODD,
                       .direction = {1, 1},
                       .limit = {1, -1},
                       .settled = {{1}, {1}},
                       .range = {-1, 1},
                       .near_identity = {true, true}};
}

static void exact_gradient(mpfr_t y, const mpfr_t x, const params *p)
{
    (void)p;
    mpfr_t cosine;
    mpfr_init2(cosine, mpfr_get_prec(y));
    mpfr_cosh(cosine, x, MPFR_RNDU);
    mpfr_sqr(cosine, cosine, MPFR_RNDU);
    mpfr_ui_div(y, 1, cosine, MPFR_RNDZ);
    mpfr_clear(cosine);
    if (mpfr_sgn(x) != 0)
        keep_below(y, 1);
}

HOT static void filter_gradient(const double *m, double *plus, double *minus, size_t n, const params *p)
{
    (void)p;
    for (size_t i = 0; i < n; i++)
        plus[i] = -2 * m[i];
    vector_exp(plus, minus, n);
    for (size_t i = 0; i < n; i++) {
        const double e = minus[i], slope = at_least(4 * e / ((1 + e) * (1 + e)), LEAST_EXP);
        plus[i] = m[i] == 0 ? 1 : at_most(slope, JUST_BELOW_1);
        minus[i] = plus[i];
    }
}

static op_traits traits_gradient(const params *p)
{
    (void)p;
    return (op_traits){
        .symmetry = SYMMETRY_EVEN, .direction = {-1, 1}, .limit = {0, 0}, .settled = {{1}, {1}}, .range = {0, 1}};
}

static long double forward_plus(long double m, long double e, long double d)
{
    (void)m;
    return d * (1 + e) / (1 + e * e);
}

static long double forward_minus(long double m, long double e, long double d)
{
    return -forward_plus(m, e, d);
}

static long double gradient(long double m, long double e, long double d)
{
    (void)m, (void)d;
    const long double square = e * e;
    return 4 * square / ((1 + square) * (1 + square));
}

DEFINE_FUNCTION(tanh, .name = "tanh", .noted = true, .formula = "(exp(x)-exp(-x))/(exp(x)+exp(-x))",
                .ops = {[OP_FORWARD] = {exact_forward,
                                        filter_forward,
                                        FILTER_BOUND,
                                        traits_forward,
                                        {true, BASE_EXP, {forward_plus, forward_minus}}},
                        [OP_GRADIENT] = {exact_gradient,
                                         filter_gradient,
                                         FILTER_BOUND,
                                         traits_gradient,
                                         {false, BASE_EXP, {gradient, gradient}}}});
