/* softplus(x) = ln(1 + e^(beta x))/beta, beta > 0: C. Dugas et al., "Incorporating Second-Order Functional
 * Knowledge for Better Option Pricing" (NIPS 2000). softplus(x) - softplus(-x) = x. PyTorch's form returns x where
 * beta x > 20; the function has no such threshold. */
#include "reference/compositions.h"
#include "reference/function.h"
#include "reference/logistic.h"
#include "reference/sides.h"
#include "reference/vector_math.h"
#include "support/hot.h"

#include <math.h>

#define MINUS_LN_2 "-0.693147180559945309417232121458176568075500134"

static void exact_forward(mpfr_t y, const mpfr_t x, const params *p)
{
    exact_softplus(y, x, p->beta);
}

HOT static void filter_forward(const double *m, double *plus, double *minus, size_t n, const params *p)
{
    const double beta = p->beta;
    for (size_t i = 0; i < n; i++)
        minus[i] = -beta * m[i];
    vector_exp(minus, minus, n);
    for (size_t i = 0; i < n; i++)
        minus[i] = at_least(minus[i], LEAST_EXP);
    vector_log1p(minus, minus, n);
    for (size_t i = 0; i < n; i++) {
        minus[i] = minus[i] / beta;
        plus[i] = m[i] + minus[i];
    }
}

static op_traits traits_forward(const params *p)
{
    (void)p;
    return (op_traits){.symmetry = SYMMETRY_DIFFERENCE,
                       .direction = {1, 1},
                       .limit = {NAN, 0},
                       .range = {0, INFINITY},
                       .far_identity = {true, false}};
}

static void exact_gradient(mpfr_t y, const mpfr_t x, const params *p)
{
    exact_logistic(y, x, p->beta);
}

static void filter_gradient(const double *m, double *plus, double *minus, size_t n, const params *p)
{
    vector_logistic(m, p->beta, plus, minus, n);
}

static op_traits traits_gradient(const params *p)
{
    (void)p;
    return (op_traits){.symmetry = SYMMETRY_SUM,
                       .sum = 1,
                       .direction = {1, 1},
                       .limit = {1, 0},
                       .settled = {{1, 0.5}, {0.5}},
                       .range = {0, 1}};
}

/* -(t e/(1 + e) + ln(1 + e))/beta^2 with t = beta |x|, e = e^-t. */
static void exact_grad_beta(mpfr_t y, const mpfr_t x, const params *p)
{
    if (mpfr_inf_p(x)) {
        mpfr_set_zero(y, -1);
        return;
    }
    logistic_parts q;
    logistic_parts_init(&q, y, x, p->beta);
    mpfr_mul(q.t, q.t, q.e, MPFR_RNDN);
    mpfr_div(q.t, q.t, q.sum, MPFR_RNDN);
    mpfr_log1p(q.e, q.e, MPFR_RNDN);
    mpfr_add(q.t, q.t, q.e, MPFR_RNDN);
    mpfr_div_d(q.t, q.t, p->beta, MPFR_RNDN);
    mpfr_div_d(q.t, q.t, p->beta, MPFR_RNDN);
    mpfr_neg(y, q.t, MPFR_RNDN);
    logistic_parts_clear(&q);
}

HOT static void filter_grad_beta(const double *m, double *plus, double *minus, size_t n, const params *p)
{
    const double beta = p->beta;
    for (size_t i = 0; i < n; i++)
        minus[i] = -beta * m[i];
    vector_exp(minus, minus, n);
    for (size_t i = 0; i < n; i++)
        minus[i] = at_least(minus[i], LEAST_EXP);
    vector_log1p(minus, plus, n);
    for (size_t i = 0; i < n; i++) {
        const double e = minus[i], t = beta * m[i];
        plus[i] = -(t * (e / (1 + e)) + plus[i]) / (beta * beta);
        minus[i] = plus[i];
    }
}

static op_traits traits_grad_beta(const params *p)
{
    return (op_traits){.symmetry = SYMMETRY_EVEN,
                       .direction = {1, -1},
                       .limit = {0, 0},
                       .range = {decimal_over(MINUS_LN_2, p->beta * p->beta, MPFR_RNDN), 0}};
}

static long double forward_plus(long double m, long double e, long double log1p_e)
{
    (void)e;
    return m + log1p_e;
}

static long double grad_beta(long double m, long double e, long double log1p_e)
{
    return -(m * e / (1 + e) + log1p_e);
}

static long double gradient_plus(long double m, long double e, long double d)
{
    (void)m, (void)d;
    return 1 / (1 + e);
}

static long double gradient_minus(long double m, long double e, long double d)
{
    (void)m, (void)d;
    return e / (1 + e);
}

DEFINE_FUNCTION(softplus, .name = "softplus", .formula = "ln(1+exp(beta*x))/beta",
                .parameters[PARAMETER_BETA] = {true, 1, true},
                .ops = {[OP_FORWARD] = {exact_forward,
                                        filter_forward,
                                        FILTER_BOUND,
                                        traits_forward,
                                        {false, BASE_SOFTPLUS, {forward_plus, base_second}}},
                        [OP_GRADIENT] = {exact_gradient,
                                         filter_gradient,
                                         FILTER_BOUND,
                                         traits_gradient,
                                         {false, BASE_EXP, {gradient_plus, gradient_minus}}},
                        [OP_GRAD_BETA] = {exact_grad_beta,
                                          filter_grad_beta,
                                          FILTER_BOUND,
                                          traits_grad_beta,
                                          {false, BASE_SOFTPLUS, {grad_beta, grad_beta}}}});
