/* The logistic function and its integral in MPFR, and the former for arrays. */
#include "reference/logistic.h"

#include "reference/sides.h"
#include "reference/vector_math.h"
#include "support/hot.h"

void logistic_parts_init(logistic_parts *q, const mpfr_t y, const mpfr_t x, double s)
{
    mpfr_inits2(mpfr_get_prec(y) + EXTRA_BITS, q->t, q->e, q->sum, (mpfr_ptr)NULL);
    mpfr_mul_d(q->t, x, s, MPFR_RNDN);
    mpfr_abs(q->t, q->t, MPFR_RNDN);
    mpfr_neg(q->sum, q->t, MPFR_RNDN);
    mpfr_exp(q->e, q->sum, MPFR_RNDN);
    mpfr_add_ui(q->sum, q->e, 1, MPFR_RNDN);
}

void logistic_parts_clear(logistic_parts *q)
{
    mpfr_clears(q->t, q->e, q->sum, (mpfr_ptr)NULL);
}

void exact_logistic(mpfr_t y, const mpfr_t x, double s)
{
    logistic_parts q;
    logistic_parts_init(&q, y, x, s);
    const int sign = s < 0 ? -mpfr_sgn(x) : mpfr_sgn(x);
    if (sign < 0)
        mpfr_div(y, q.e, q.sum, MPFR_RNDN);
    else
        mpfr_ui_div(y, 1, q.sum, MPFR_RNDN);
    logistic_parts_clear(&q);
    if (sign < 0)
        keep_below(y, 0.5);
    if (sign > 0)
        keep_above(y, 0.5);
    if (sign > 0 && !mpfr_inf_p(x))
        keep_below(y, 1);
}

void exact_softplus(mpfr_t y, const mpfr_t x, double s)
{
    logistic_parts q;
    logistic_parts_init(&q, y, x, s);
    mpfr_log1p(q.e, q.e, MPFR_RNDN);
    if (mpfr_sgn(x) > 0)
        mpfr_add(q.e, q.e, q.t, MPFR_RNDN);
    mpfr_div_d(y, q.e, s, MPFR_RNDN);
    logistic_parts_clear(&q);
    if (mpfr_sgn(x) > 0 && !mpfr_inf_p(x))
        keep_above_value(y, x);
}

HOT void vector_logistic(const double *m, double s, double *above, double *below, size_t n)
{
    /* What is too small is so before exp: after it, the compiler tells the constant's path from the others and
     * vectorises neither. */
    for (size_t i = 0; i < n; i++)
        below[i] = at_least(-s * m[i], LEAST_EXP_OF);
    vector_exp(below, below, n);
    for (size_t i = 0; i < n; i++) {
        const double e = below[i], upper = 1 / (1 + e), lower = e / (1 + e);
        above[i] = m[i] == 0 ? 0.5 : at_most(at_least(upper, 0.5 * JUST_ABOVE_1), JUST_BELOW_1);
        below[i] = m[i] == 0 ? 0.5 : at_most(lower, 0.5 * JUST_BELOW_1);
    }
}
