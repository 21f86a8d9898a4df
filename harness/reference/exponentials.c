/* The building blocks exp, expm1, log1p, erf and erfc, each but the last a single correctly rounded MPFR function. */
#include "reference/compositions.h"
#include "reference/function.h"
#include "reference/normal.h"
#include "reference/sides.h"
#include "reference/vector_math.h"
#include "support/hot.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>

static void exact_exp(mpfr_t y, const mpfr_t x, const params *p)
{
    (void)p;
    mpfr_exp(y, x, MPFR_RNDZ);
}

HOT static void filter_exp(const double *m, double *plus, double *minus, size_t n, const params *p)
{
    (void)p;
    for (size_t i = 0; i < n; i++)
        minus[i] = -m[i];
    vector_exp(minus, minus, n);
    vector_exp(m, plus, n);
    for (size_t i = 0; i < n; i++) {
        plus[i] = m[i] == 0 ? 1 : at_most(at_least(plus[i], JUST_ABOVE_1), DBL_MAX);
        minus[i] = m[i] == 0 ? 1 : at_most(at_least(minus[i], LEAST_EXP), JUST_BELOW_1);
    }
}

static op_traits traits_exp(const params *p)
{
    (void)p;
    return (op_traits){.direction = {1, 1}, .limit = {NAN, 0}, .settled = {{1}, {1}}, .range = {0, INFINITY}};
}

static void exact_expm1(mpfr_t y, const mpfr_t x, const params *p)
{
    (void)p;
    mpfr_expm1(y, x, MPFR_RNDZ);
}

HOT static void filter_expm1(const double *m, double *plus, double *minus, size_t n, const params *p)
{
    (void)p;
    for (size_t i = 0; i < n; i++)
        minus[i] = -m[i];
    vector_expm1(minus, minus, n);
    vector_expm1(m, plus, n);
    for (size_t i = 0; i < n; i++) {
        plus[i] = at_most(plus[i], DBL_MAX);
        minus[i] = m[i] == 0 ? -m[i] : at_least(minus[i], -JUST_BELOW_1);
    }
}

static op_traits traits_expm1(const params *p)
{
    (void)p;
    return (op_traits){.direction = {1, 1},
                       .limit = {NAN, -1},
                       .settled = {{1}, {1}},
                       .range = {-1, INFINITY},
                       .near_identity = {true, true}};
}

static void exact_log1p(mpfr_t y, const mpfr_t x, const params *p)
{
    (void)p;
    mpfr_log1p(y, x, MPFR_RNDZ);
}

HOT static void filter_log1p(const double *m, double *plus, double *minus, size_t n, const params *p)
{
    (void)p;
    for (size_t i = 0; i < n; i++)
        minus[i] = -m[i];
    vector_log1p(minus, minus, n);
    vector_log1p(m, plus, n);
    for (size_t i = 0; i < n; i++) {
        minus[i] = m[i] < 1 ? minus[i] : m[i] == 1 ? -INFINITY : NAN;
        minus[i] = m[i] == 0 ? -m[i] : minus[i];
    }
}

static op_traits traits_log1p(const params *p)
{
    (void)p;
    return (op_traits){
        .direction = {1, 1}, .limit = {NAN, NAN}, .range = {-INFINITY, INFINITY}, .near_identity = {true, true}};
}

static void exact_erf(mpfr_t y, const mpfr_t x, const params *p)
{
    (void)p;
    mpfr_erf(y, x, MPFR_RNDZ);
}

HOT static void filter_erf(const double *m, double *plus, double *minus, size_t n, const params *p)
{
    (void)p;
    vector_erf(m, plus, n);
    for (size_t i = 0; i < n; i++) {
        plus[i] = at_most(plus[i], JUST_BELOW_1);
        minus[i] = -plus[i];
    }
}

static op_traits traits_erf(const params *p)
{
    (void)p;
    return (op_traits){
        .symmetry = SYMMETRY_ODD, .direction = {1, 1}, .limit = {1, -1}, .settled = {{1}, {1}}, .range = {-1, 1}};
}

/* 1 at 0; 2 - erfc(m) at -m. */
static void exact_erfc_op(mpfr_t y, const mpfr_t x, const params *p)
{
    (void)p;
    const bool negative = mpfr_sgn(x) < 0;
    if (mpfr_inf_p(x)) {
        mpfr_set_ui(y, negative ? 2 : 0, MPFR_RNDN);
        return;
    }
    mpfr_t size;
    mpfr_init2(size, mpfr_get_prec(y) + EXTRA_BITS);
    mpfr_abs(size, x, MPFR_RNDN);
    exact_erfc(y, size);
    mpfr_clear(size);
    if (negative)
        mpfr_ui_sub(y, 2, y, MPFR_RNDN);
    if (negative)
        keep_above(y, 1);
    if (negative)
        keep_below(y, 2);
    if (mpfr_sgn(x) > 0)
        keep_below(y, 1);
}

HOT static void filter_erfc(const double *m, double *plus, double *minus, size_t n, const params *p)
{
    (void)p;
    for (size_t i = 0; i < n; i++)
        minus[i] = at_most(m[i], 40);
    vector_erfc(minus, plus, n);
    for (size_t i = 0; i < n; i++) {
        const double upper = at_most(at_least(plus[i], LEAST_EXP), JUST_BELOW_1);
        plus[i] = m[i] == 0 ? 1 : upper;
        minus[i] = m[i] == 0 ? 1 : at_most(at_least(2 - upper, JUST_ABOVE_1), 2 * JUST_BELOW_1);
    }
}

static op_traits traits_erfc(const params *p)
{
    (void)p;
    return (op_traits){.symmetry = SYMMETRY_SUM,
                       .sum = 2,
                       .direction = {-1, -1},
                       .limit = {0, 2},
                       .settled = {{1}, {1, 2}},
                       .range = {0, 2}};
}

static void exact_erfc_gradient(mpfr_t y, const mpfr_t x, const params *p)
{
    (void)p;
    mpfr_t t, e;
    mpfr_inits2(mpfr_get_prec(y) + EXTRA_BITS, t, e, (mpfr_ptr)NULL);
    mpfr_sqr(t, x, MPFR_RNDN);
    mpfr_neg(t, t, MPFR_RNDN);
    mpfr_exp(e, t, MPFR_RNDN);
    mpfr_const_pi(t, MPFR_RNDN);
    mpfr_rec_sqrt(t, t, MPFR_RNDN);
    mpfr_mul(e, e, t, MPFR_RNDN);
    mpfr_mul_si(y, e, -2, MPFR_RNDN);
    mpfr_clears(t, e, (mpfr_ptr)NULL);
}

#define ERFC_SLOPE_AT_0 "-1.12837916709551257389615890312154517168810125865800"

HOT static void filter_erfc_gradient(const double *m, double *plus, double *minus, size_t n, const params *p)
{
    (void)p;
    const double slope = strtod(ERFC_SLOPE_AT_0, NULL);
    for (size_t i = 0; i < n; i++)
        minus[i] = -m[i] * m[i];
    vector_exp(minus, minus, n);
    for (size_t i = 0; i < n; i++) {
        plus[i] = slope * at_least(minus[i], LEAST_EXP);
        minus[i] = plus[i];
    }
}

static op_traits traits_erfc_gradient(const params *p)
{
    (void)p;
    return (op_traits){.symmetry = SYMMETRY_EVEN,
                       .direction = {1, -1},
                       .limit = {0, 0},
                       .range = {decimal_over(ERFC_SLOPE_AT_0, 1, MPFR_RNDN), 0}};
}

static long double exp_plus(long double m, long double e, long double d)
{
    (void)m, (void)d;
    return 1 / e;
}

static long double expm1_plus(long double m, long double e, long double d)
{
    (void)m;
    return d / e;
}

static long double erfc_plus(long double m, long double ratio, long double density)
{
    (void)m;
    return 2 * ratio * density;
}

static long double erfc_minus(long double m, long double ratio, long double density)
{
    return 2 - erfc_plus(m, ratio, density);
}

static long double erfc_gradient(long double m, long double ratio, long double density)
{
    (void)m, (void)ratio;
    return -2 * density;
}

/* exp is its own derivative. */
#define EXP_COMPOSED                                                                                                   \
    {                                                                                                                  \
        .base = BASE_EXP, .side = { exp_plus, base_first }                                                             \
    }

DEFINE_FUNCTION(exp, .name = "exp", .formula = "exp(x)",
                .ops = {[OP_FORWARD] = {exact_exp, filter_exp, FILTER_BOUND, traits_exp, EXP_COMPOSED},
                        [OP_GRADIENT] = {exact_exp, filter_exp, FILTER_BOUND, traits_exp, EXP_COMPOSED}});
DEFINE_FUNCTION(expm1, .name = "expm1", .formula = "exp(x)-1",
                .ops = {[OP_FORWARD] = {exact_expm1,
                                        filter_expm1,
                                        FILTER_BOUND,
                                        traits_expm1,
                                        {true, BASE_EXP, {expm1_plus, base_minus_second}}}});
DEFINE_FUNCTION(
    log1p, .name = "log1p", .formula = "ln(1+x)",
    .ops = {[OP_FORWARD] = {
                exact_log1p, filter_log1p, FILTER_BOUND, traits_log1p, {true, BASE_LOG1P, {base_first, base_second}}}});
DEFINE_FUNCTION(
    erf, .name = "erf", .formula = "erf(x)",
    .ops = {[OP_FORWARD] = {
                exact_erf, filter_erf, FILTER_BOUND, traits_erf, {true, BASE_ERF, {base_first, base_minus_first}}}});
DEFINE_FUNCTION(erfc, .name = "erfc", .formula = "1-erf(x)",
                .ops = {[OP_FORWARD] = {exact_erfc_op,
                                        filter_erfc,
                                        FILTER_BOUND,
                                        traits_erfc,
                                        {false, BASE_ERFC_TAIL, {erfc_plus, erfc_minus}}},
                        [OP_GRADIENT] = {exact_erfc_gradient,
                                         filter_erfc_gradient,
                                         FILTER_BOUND,
                                         traits_erfc_gradient,
                                         {false, BASE_ERFC_TAIL, {erfc_gradient, erfc_gradient}}}});
