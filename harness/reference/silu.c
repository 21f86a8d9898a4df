/* silu(x) = x sigmoid(beta x), also called swish: P. Ramachandran, B. Zoph and Q. V. Le, "Searching for
 * Activation Functions" (arXiv:1710.05941), beta > 0. silu(x) - silu(-x) = x, silu(+-0) = +-0. At -inf the value is
 * the limit -0, where x sigmoid(x) as PyTorch evaluates it gives NaN. */
#include "reference/function.h"
#include "reference/gated.h"
#include "reference/logistic.h"
#include "reference/roots.h"
#include "reference/sides.h"
#include "reference/vector_math.h"
#include "support/hot.h"

#include <float.h>
#include <math.h>

/* In t = beta x: where silu and its derivative turn, and what they are there; and of t^2 sigmoid'(t). */
#define TURN          "1.27846454276107379510935873902298015543948"
#define LEAST         "-0.278464542761073795109358739022980155439477"
#define GRADIENT_TURN "2.39935728051546766783273969728228388852292"
#define GRADIENT_ENDS "-0.09983932012886691695818492432057097213073", "1.09983932012886691695818492432057097213073"
#define GRAD_BETA_TOP "0.439228839890645150775979636654852948388647"

static void exact_forward(mpfr_t y, const mpfr_t x, const params *p)
{
    if (exact_gated_end(y, x))
        return;
    if (p->beta <= 1 && gated_is_near_0(x)) {
        mpfr_t quarter;
        mpfr_init2(quarter, DBL_MANT_DIG);
        mpfr_set_d(quarter, p->beta / 4, MPFR_RNDN);
        exact_gated_near_0(y, x, quarter);
        mpfr_clear(quarter);
        return;
    }
    logistic_parts q;
    logistic_parts_init(&q, y, x, p->beta);
    exact_logistic_gated(y, x, q.e);
    logistic_parts_clear(&q);
}

HOT static void filter_forward(const double *m, double *plus, double *minus, size_t n, const params *p)
{
    const double beta = p->beta;
    for (size_t i = 0; i < n; i++)
        plus[i] = -beta * m[i];
    vector_exp(plus, minus, n);
    for (size_t i = 0; i < n; i++) {
        const double e = at_least(minus[i], LEAST_EXP), upper = m[i] / (1 + e);
        plus[i] = upper;
        minus[i] = -upper * e;
    }
}

static op_traits traits_forward(const params *p)
{
    return gated_traits(TURN, LEAST, p->beta);
}

static void exact_gradient(mpfr_t y, const mpfr_t x, const params *p)
{
    if (exact_gated_slope_end(y, x))
        return;
    logistic_parts q;
    logistic_parts_init(&q, y, x, p->beta);
    exact_logistic_gated_slope(y, x, q.e, q.t);
    logistic_parts_clear(&q);
    if (mpfr_sgn(x) > 0)
        keep_above(y, mpfr_cmp_d(x, 1.5 / p->beta) > 0 ? 1 : 0.5);
}

static long double gradient_minus(long double m, long double e, long double d)
{
    (void)d;
    return e * ((1 - m) + e) / ((1 + e) * (1 + e));
}

static long double gradient_at_minus(long double m, const params *p)
{
    const long double t = m * (long double)p->beta;
    return gradient_minus(t, expl(-t), 0);
}

HOT static void filter_gradient(const double *m, double *plus, double *minus, size_t n, const params *p)
{
    const double beta = p->beta;
    for (size_t i = 0; i < n; i++)
        plus[i] = -beta * m[i];
    vector_exp(plus, minus, n);
    for (size_t i = 0; i < n; i++) {
        const double t = beta * m[i], e = at_least(minus[i], LEAST_EXP), square = (1 + e) * (1 + e);
        const double upper = (1 + (e + t * e)) / square, lower = e * ((1 + e) - t) / square;
        plus[i] = m[i] == 0 ? 0.5 : at_least(upper, t > 1.5 ? JUST_ABOVE_1 : 0.5 * JUST_ABOVE_1);
        minus[i] = m[i] == 0 ? 0.5 : at_most(lower, 0.5 * JUST_BELOW_1);
    }
    const root r = {0.5 / beta, 2.5 / beta, decimal_over(TURN, beta, MPFR_RNDN), gradient_at_minus, exact_gradient};
    refine_near_root(&r, m, minus, n, p);
}

static op_traits traits_gradient(const params *p)
{
    static const char *const ends[] = {GRADIENT_ENDS};
    return gated_slope_traits(GRADIENT_TURN, ends, p->beta);
}

/* x^2 e/(1 + e)^2. */
static void exact_grad_beta(mpfr_t y, const mpfr_t x, const params *p)
{
    if (mpfr_inf_p(x)) {
        mpfr_set_zero(y, 1);
        return;
    }
    logistic_parts q;
    logistic_parts_init(&q, y, x, p->beta);
    mpfr_sqr(q.sum, q.sum, MPFR_RNDN);
    mpfr_div(q.e, q.e, q.sum, MPFR_RNDN);
    mpfr_sqr(q.t, x, MPFR_RNDN);
    mpfr_mul(y, q.t, q.e, MPFR_RNDN);
    mpfr_div_2ui(q.t, q.t, 2, MPFR_RNDN);
    if (mpfr_sgn(x) != 0)
        keep_below_value(y, q.t);
    logistic_parts_clear(&q);
}

HOT static void filter_grad_beta(const double *m, double *plus, double *minus, size_t n, const params *p)
{
    const double beta = p->beta;
    for (size_t i = 0; i < n; i++)
        plus[i] = -beta * m[i];
    vector_exp(plus, minus, n);
    for (size_t i = 0; i < n; i++) {
        const double e = at_least(minus[i], LEAST_EXP);
        plus[i] = m[i] * m[i] * (e / ((1 + e) * (1 + e)));
        minus[i] = plus[i];
    }
}

static op_traits traits_grad_beta(const params *p)
{
    const turn at = turn_at(GRADIENT_TURN, p->beta);
    return (op_traits){.symmetry = SYMMETRY_EVEN,
                       .direction = {1, -1},
                       .turns = {{at}, {at}},
                       .limit = {0, 0},
                       .range = {0, decimal_over(GRAD_BETA_TOP, p->beta * p->beta, MPFR_RNDN)}};
}

static long double forward_plus(long double m, long double e, long double d)
{
    (void)d;
    return m / (1 + e);
}

static long double forward_minus(long double m, long double e, long double d)
{
    (void)d;
    return -m * e / (1 + e);
}

static long double gradient_plus(long double m, long double e, long double d)
{
    (void)d;
    return (1 + (e + m * e)) / ((1 + e) * (1 + e));
}

static long double grad_beta(long double m, long double e, long double d)
{
    (void)d;
    return m * m * e / ((1 + e) * (1 + e));
}

DEFINE_FUNCTION(silu, .name = "silu", .formula = "x/(1+exp(-beta*x))", .parameters[PARAMETER_BETA] = {true, 1, true},
                .ops = {[OP_FORWARD] = {exact_forward,
                                        filter_forward,
                                        FILTER_BOUND,
                                        traits_forward,
                                        {true, BASE_EXP, {forward_plus, forward_minus}}},
                        [OP_GRADIENT] = {exact_gradient,
                                         filter_gradient,
                                         FILTER_BOUND,
                                         traits_gradient,
                                         {false, BASE_EXP, {gradient_plus, gradient_minus}, {1.15, 1.4}}},
                        [OP_GRAD_BETA] = {exact_grad_beta,
                                          filter_grad_beta,
                                          FILTER_BOUND,
                                          traits_grad_beta,
                                          {false, BASE_EXP, {grad_beta, grad_beta}}}});
