/* sigmoid(x) = 1/(1 + e^-x); sigmoid'(x) = e/(1 + e)^2 with e = e^-|x|. */
#include "reference/function.h"
#include "reference/logistic.h"
#include "reference/sides.h"
#include "reference/vector_math.h"
#include "support/hot.h"

#include <math.h>

/* e = e^-|x|; both forms below add positive numbers only, so no error is magnified. */
static void exp_of_minus_magnitude(mpfr_t e, const mpfr_t x)
{
    mpfr_t m;
    mpfr_init2(m, mpfr_get_prec(x));
    mpfr_abs(m, x, MPFR_RNDN);
    mpfr_neg(m, m, MPFR_RNDN);
    mpfr_exp(e, m, MPFR_RNDZ);
    mpfr_clear(m);
}

static void exact_forward(mpfr_t y, const mpfr_t x, const params *p)
{
    (void)p;
    mpfr_t sum;
    mpfr_init2(sum, mpfr_get_prec(y));
    exp_of_minus_magnitude(y, x);
    mpfr_add_ui(sum, y, 1, MPFR_RNDN);
    if (mpfr_sgn(x) < 0)
        mpfr_div(y, y, sum, MPFR_RNDN);
    else
        mpfr_ui_div(y, 1, sum, MPFR_RNDN);
    mpfr_clear(sum);

    if (mpfr_sgn(x) > 0) {
        keep_above(y, 0.5);
        if (!mpfr_inf_p(x))
            keep_below(y, 1);
    } else if (mpfr_sgn(x) < 0) {
        keep_below(y, 0.5);
    }
}

static void filter_forward(const double *m, double *plus, double *minus, size_t n, const params *p)
{
    (void)p;
    vector_logistic(m, 1, plus, minus, n);
}

static op_traits traits_forward(const params *p)
{
    (void)p;
    return (op_traits){.symmetry = SYMMETRY_SUM,
                       .sum = 1,
                       .direction = {1, 1},
                       .limit = {1, 0},
                       .settled = {{1, 0.5}, {0.5}},
                       .range = {0, 1}};
}

static void exact_gradient(mpfr_t y, const mpfr_t x, const params *p)
{
    (void)p;
    mpfr_t sum;
    mpfr_init2(sum, mpfr_get_prec(y));
    exp_of_minus_magnitude(y, x);
    mpfr_add_ui(sum, y, 1, MPFR_RNDU);
    mpfr_sqr(sum, sum, MPFR_RNDU);
    mpfr_div(y, y, sum, MPFR_RNDZ);
    mpfr_clear(sum);
    if (mpfr_sgn(x) != 0)
        keep_below(y, 0.25);
}

HOT static void filter_gradient(const double *m, double *plus, double *minus, size_t n, const params *p)
{
    (void)p;
    for (size_t i = 0; i < n; i++)
        plus[i] = -m[i];
    vector_exp(plus, minus, n);
    for (size_t i = 0; i < n; i++) {
        const double e = at_least(minus[i], LEAST_EXP), slope = e / ((1 + e) * (1 + e));
        plus[i] = m[i] == 0 ? 0.25 : at_most(slope, 0.25 * JUST_BELOW_1);
        minus[i] = plus[i];
    }
}

static op_traits traits_gradient(const params *p)
{
    (void)p;
    return (op_traits){.symmetry = SYMMETRY_EVEN,
                       .direction = {-1, 1},
                       .limit = {0, 0},
                       .settled = {{0.25}, {0.25}},
                       .range = {0, 0.25}};
}

static long double forward_plus(long double m, long double e, long double d)
{
    (void)m, (void)d;
    return 1 / (1 + e);
}

static long double forward_minus(long double m, long double e, long double d)
{
    (void)m, (void)d;
    return e / (1 + e);
}

static long double gradient(long double m, long double e, long double d)
{
    (void)m, (void)d;
    return e / ((1 + e) * (1 + e));
}

DEFINE_FUNCTION(sigmoid, .name = "sigmoid", .noted = true, .formula = "1/(1+exp(-x))",
                .ops = {[OP_FORWARD] = {exact_forward,
                                        filter_forward,
                                        FILTER_BOUND,
                                        traits_forward,
                                        {false, BASE_EXP, {forward_plus, forward_minus}}},
                        [OP_GRADIENT] = {exact_gradient,
                                         filter_gradient,
                                         FILTER_BOUND,
                                         traits_gradient,
                                         {false, BASE_EXP, {gradient, gradient}}}});
