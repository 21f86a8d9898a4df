/* celu(x) = x for x > 0, alpha (e^(x/alpha) - 1) otherwise, alpha > 0: J. T. Barron, "Continuously Differentiable
 * Exponential Linear Units" (arXiv:1704.07483). Its slope is 1 at 0 from both sides. */
#include "reference/compositions.h"
#include "reference/function.h"
#include "reference/sides.h"
#include "reference/vector_math.h"
#include "support/hot.h"

#include <math.h>

static void exact_forward(mpfr_t y, const mpfr_t x, const params *p)
{
    if (mpfr_sgn(x) >= 0) {
        mpfr_set(y, x, MPFR_RNDN);
        return;
    }
    mpfr_t u;
    mpfr_init2(u, mpfr_get_prec(y) + EXTRA_BITS);
    mpfr_div_d(u, x, p->alpha, MPFR_RNDN);
    mpfr_expm1(u, u, MPFR_RNDN);
    mpfr_mul_d(y, u, p->alpha, MPFR_RNDN);
    mpfr_clear(u);
    if (!mpfr_inf_p(x)) {
        keep_above(y, -p->alpha);
        keep_above_value(y, x);
    }
}

/* minus[i] = -m[i]/alpha rounded; returns what is left of it, which counts as a factor 1 + rest of e^minus. */
static inline double rest_of_quotient(double m, double minus, double alpha)
{
    return -fma(minus, alpha, m) / alpha;
}

HOT static void filter_forward(const double *m, double *plus, double *minus, size_t n, const params *p)
{
    const double alpha = p->alpha;
    for (size_t i = 0; i < n; i++)
        plus[i] = -m[i] / alpha;
    vector_expm1(plus, minus, n);
    for (size_t i = 0; i < n; i++) {
        const double t = minus[i] + rest_of_quotient(m[i], plus[i], alpha) * (1 + minus[i]);
        minus[i] = m[i] == 0 ? -m[i] : alpha * at_least(t, -JUST_BELOW_1);
        plus[i] = m[i];
    }
}

static op_traits traits_forward(const params *p)
{
    return (op_traits){.direction = {1, 1},
                       .limit = {NAN, -p->alpha},
                       .settled = {{0}, {p->alpha}},
                       .range = {-p->alpha, INFINITY},
                       .near_identity = {true, true}};
}

static void exact_gradient(mpfr_t y, const mpfr_t x, const params *p)
{
    if (mpfr_sgn(x) >= 0) {
        mpfr_set_ui(y, 1, MPFR_RNDN);
        return;
    }
    mpfr_t u;
    mpfr_init2(u, mpfr_get_prec(y) + EXTRA_BITS);
    mpfr_div_d(u, x, p->alpha, MPFR_RNDN);
    mpfr_exp(y, u, MPFR_RNDN);
    mpfr_clear(u);
    keep_below(y, 1);
}

HOT static void filter_gradient(const double *m, double *plus, double *minus, size_t n, const params *p)
{
    const double alpha = p->alpha;
    for (size_t i = 0; i < n; i++)
        plus[i] = -m[i] / alpha;
    vector_exp(plus, minus, n);
    for (size_t i = 0; i < n; i++) {
        const double rest = rest_of_quotient(m[i], at_least(plus[i], -1000), alpha);
        const double e = plus[i] < -1000 ? 0 : minus[i] * (1 + rest);
        minus[i] = m[i] == 0 ? 1 : at_most(at_least(e, LEAST_EXP), JUST_BELOW_1);
        plus[i] = 1;
    }
}

static op_traits traits_gradient(const params *p)
{
    (void)p;
    return (op_traits){.direction = {1, 1}, .limit = {NAN, 0}, .settled = {{1}, {1}}, .range = {0, 1}};
}

/* -e^-v (v^2/2! + v^3/3! + ...) with v = -x/alpha > 0: no term has another sign. */
static void grad_alpha_by_series(mpfr_t y, const mpfr_t v)
{
    mpfr_t term, e;
    mpfr_inits2(mpfr_get_prec(v), term, e, (mpfr_ptr)NULL);
    mpfr_sqr(term, v, MPFR_RNDN);
    mpfr_div_2ui(term, term, 1, MPFR_RNDN);
    mpfr_neg(e, v, MPFR_RNDN);
    mpfr_exp(e, e, MPFR_RNDN);
    mpfr_t sum;
    mpfr_init2(sum, mpfr_get_prec(v));
    mpfr_set(sum, term, MPFR_RNDN);
    for (unsigned long k = 3; mpfr_get_exp(term) > mpfr_get_exp(sum) - mpfr_get_prec(sum); k++) {
        mpfr_mul(term, term, v, MPFR_RNDN);
        mpfr_div_ui(term, term, k, MPFR_RNDN);
        mpfr_add(sum, sum, term, MPFR_RNDN);
    }
    mpfr_mul(sum, sum, e, MPFR_RNDN);
    mpfr_neg(y, sum, MPFR_RNDN);
    mpfr_clears(term, e, sum, (mpfr_ptr)NULL);
}

static void exact_grad_alpha(mpfr_t y, const mpfr_t x, const params *p)
{
    if (mpfr_sgn(x) >= 0) {
        mpfr_set_zero(y, 1);
        return;
    }
    if (mpfr_inf_p(x)) {
        mpfr_set_si(y, -1, MPFR_RNDN);
        return;
    }
    mpfr_t v, e;
    mpfr_inits2(mpfr_get_prec(y) + EXTRA_BITS, v, e, (mpfr_ptr)NULL);
    mpfr_div_d(v, x, p->alpha, MPFR_RNDN);
    mpfr_neg(v, v, MPFR_RNDN);
    if (mpfr_cmp_ui(v, 1) < 0) {
        grad_alpha_by_series(y, v);
        mpfr_sqr(e, v, MPFR_RNDN);
        mpfr_div_si(e, e, -2, MPFR_RNDN);
        keep_above_value(y, e);
    } else {
        mpfr_neg(e, v, MPFR_RNDN);
        mpfr_exp(e, e, MPFR_RNDN);
        mpfr_add_ui(v, v, 1, MPFR_RNDN);
        mpfr_mul(e, e, v, MPFR_RNDN);
        mpfr_sub_ui(y, e, 1, MPFR_RNDN);
        keep_above(y, -1);
    }
    mpfr_clears(v, e, (mpfr_ptr)NULL);
}

/* 1/2! .. 1/26!, more than enough for v < 2. */
enum { TERMS = 25 };

static inline double grad_alpha_near_0(double v, double e, const double factor[TERMS])
{
    double sum = factor[TERMS - 1];
    for (int k = TERMS - 2; k >= 0; k--)
        sum = sum * v + factor[k];
    return v * v * (sum * e);
}

HOT static void filter_grad_alpha(const double *m, double *plus, double *minus, size_t n, const params *p)
{
    double factor[TERMS] = {0.5};
    for (int k = 1; k < TERMS; k++)
        factor[k] = factor[k - 1] / (k + 2);
    for (size_t i = 0; i < n; i++)
        plus[i] = -m[i] / p->alpha;
    vector_exp(plus, minus, n);
    for (size_t i = 0; i < n; i++) {
        const double v = -plus[i], e = minus[i];
        const double far = 1 - (1 + at_most(v, 1000)) * e;
        const double size = v < 2 ? grad_alpha_near_0(v, e, factor) : at_most(far, JUST_BELOW_1);
        minus[i] = m[i] == 0 ? 0 : -size;
        plus[i] = 0;
    }
}

static op_traits traits_grad_alpha(const params *p)
{
    (void)p;
    return (op_traits){.direction = {1, 1}, .limit = {NAN, -1}, .settled = {{0}, {1}}, .range = {-1, 0}};
}

/* 1 - (1 + m) e^-m, as e^-m times the rest of e^m's series below 3/2, beyond which it cancels little. */
static long double grad_alpha_minus(long double m, long double e, long double d)
{
    (void)d;
    if (m > 1.5)
        return -(1 - (1 + m) * e);
    long double sum = 1;
    for (int k = TERMS + 1; k >= 3; k--)
        sum = 1 + m * sum / k;
    return -(m * m * (sum * e)) / 2;
}

/* For alpha = 1. */
DEFINE_FUNCTION(celu, .name = "celu", .formula = "max(0,x)+min(0,alpha*(exp(x/alpha)-1))",
                .parameters[PARAMETER_ALPHA] = {true, 1, true},
                .ops = {[OP_FORWARD] = {exact_forward,
                                        filter_forward,
                                        FILTER_BOUND,
                                        traits_forward,
                                        {true, BASE_EXP, {NULL, base_minus_second}}},
                        [OP_GRADIENT] = {exact_gradient,
                                         filter_gradient,
                                         FILTER_BOUND,
                                         traits_gradient,
                                         {false, BASE_EXP, {NULL, base_first}}},
                        [OP_GRAD_ALPHA] = {exact_grad_alpha,
                                           filter_grad_alpha,
                                           FILTER_BOUND,
                                           traits_grad_alpha,
                                           {false, BASE_EXP, {NULL, grad_alpha_minus}}}});
