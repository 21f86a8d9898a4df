/* log_sigmoid(x) = ln(1/(1 + e^-x)) = -ln(1 + e^-x). log_sigmoid(x) - log_sigmoid(-x) = x; -0 at +inf, which it
 * approaches from below. */
#include "reference/compositions.h"
#include "reference/function.h"
#include "reference/logistic.h"
#include "reference/sides.h"
#include "reference/vector_math.h"
#include "support/hot.h"

#include <math.h>

static void exact_forward(mpfr_t y, const mpfr_t x, const params *p)
{
    (void)p;
    mpfr_t reflected;
    mpfr_init2(reflected, mpfr_get_prec(x));
    mpfr_neg(reflected, x, MPFR_RNDN);
    exact_softplus(y, reflected, 1);
    mpfr_neg(y, y, MPFR_RNDN);
    mpfr_clear(reflected);
}

HOT static void filter_forward(const double *m, double *plus, double *minus, size_t n, const params *p)
{
    (void)p;
    for (size_t i = 0; i < n; i++)
        plus[i] = -m[i];
    vector_exp(plus, plus, n);
    for (size_t i = 0; i < n; i++)
        plus[i] = at_least(plus[i], LEAST_EXP);
    vector_log1p(plus, plus, n);
    for (size_t i = 0; i < n; i++) {
        minus[i] = -(m[i] + plus[i]);
        plus[i] = -plus[i];
    }
}

static op_traits traits_forward(const params *p)
{
    (void)p;
    return (op_traits){.symmetry = SYMMETRY_DIFFERENCE,
                       .direction = {1, 1},
                       .limit = {0, NAN},
                       .range = {-INFINITY, 0},
                       .far_identity = {false, true}};
}

static void exact_gradient(mpfr_t y, const mpfr_t x, const params *p)
{
    (void)p;
    exact_logistic(y, x, -1);
}

static void filter_gradient(const double *m, double *plus, double *minus, size_t n, const params *p)
{
    (void)p;
    vector_logistic(m, 1, minus, plus, n);
}

static op_traits traits_gradient(const params *p)
{
    (void)p;
    return (op_traits){.symmetry = SYMMETRY_SUM,
                       .sum = 1,
                       .direction = {-1, -1},
                       .limit = {0, 1},
                       .settled = {{0.5}, {1, 0.5}},
                       .range = {0, 1}};
}

static long double forward_minus(long double m, long double e, long double log1p_e)
{
    (void)e;
    return -(m + log1p_e);
}

static long double gradient_plus(long double m, long double e, long double d)
{
    (void)m, (void)d;
    return e / (1 + e);
}

static long double gradient_minus(long double m, long double e, long double d)
{
    (void)m, (void)d;
    return 1 / (1 + e);
}

DEFINE_FUNCTION(log_sigmoid, .name = "log_sigmoid", .formula = "ln(1/(1+exp(-x)))",
                .ops = {[OP_FORWARD] = {exact_forward,
                                        filter_forward,
                                        FILTER_BOUND,
                                        traits_forward,
                                        {false, BASE_SOFTPLUS, {base_minus_second, forward_minus}}},
                        [OP_GRADIENT] = {exact_gradient,
                                         filter_gradient,
                                         FILTER_BOUND,
                                         traits_gradient,
                                         {false, BASE_EXP, {gradient_plus, gradient_minus}}}});
