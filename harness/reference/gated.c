#include "reference/gated.h"

#include "reference/sides.h"

#include <math.h>

bool exact_gated_end(mpfr_t y, const mpfr_t x)
{
    if (!mpfr_zero_p(x) && !mpfr_inf_p(x))
        return false;
    mpfr_set(y, x, MPFR_RNDN);
    if (mpfr_sgn(x) < 0)
        mpfr_set_zero(y, -1);
    return true;
}

bool exact_gated_slope_end(mpfr_t y, const mpfr_t x)
{
    if (!mpfr_inf_p(x))
        return false;
    mpfr_set_ui(y, 1, MPFR_RNDN);
    if (mpfr_sgn(x) < 0)
        mpfr_set_zero(y, -1);
    return true;
}

bool gated_is_near_0(const mpfr_t x)
{
    enum { NEAR_0_EXPONENT = -80 };
    return mpfr_get_exp(x) <= NEAR_0_EXPONENT;
}

void exact_gated_near_0(mpfr_t y, const mpfr_t x, const mpfr_t c)
{
    mpfr_t sum, half;
    mpfr_inits2(mpfr_get_prec(y) + EXTRA_BITS, sum, half, (mpfr_ptr)NULL);
    mpfr_sqr(sum, x, MPFR_RNDN);
    mpfr_mul(sum, sum, c, MPFR_RNDN);
    mpfr_div_2ui(half, x, 1, MPFR_RNDN);
    mpfr_add(y, half, sum, MPFR_RNDN);
    mpfr_clears(sum, half, (mpfr_ptr)NULL);
    keep_above_half(y, x);
}

void exact_logistic_gated(mpfr_t y, const mpfr_t x, const mpfr_t e)
{
    mpfr_t t;
    mpfr_init2(t, mpfr_get_prec(e));
    mpfr_add_ui(t, e, 1, MPFR_RNDN);
    mpfr_div(t, x, t, MPFR_RNDN);
    if (mpfr_sgn(x) < 0)
        mpfr_mul(t, t, e, MPFR_RNDN);
    mpfr_set(y, t, MPFR_RNDN);
    mpfr_clear(t);
    keep_above_half(y, x);
    if (mpfr_sgn(x) > 0)
        keep_below_value(y, x);
}

void exact_logistic_gated_slope(mpfr_t y, const mpfr_t x, const mpfr_t e, const mpfr_t s)
{
    mpfr_t top, sum;
    mpfr_inits2(mpfr_get_prec(e), top, sum, (mpfr_ptr)NULL);
    mpfr_add_ui(sum, e, 1, MPFR_RNDN);
    if (mpfr_sgn(x) < 0) {
        mpfr_sub(top, sum, s, MPFR_RNDN);
        mpfr_mul(top, top, e, MPFR_RNDN);
    } else {
        mpfr_mul(top, s, e, MPFR_RNDN);
        mpfr_add(top, top, sum, MPFR_RNDN);
    }
    mpfr_sqr(sum, sum, MPFR_RNDN);
    mpfr_div(y, top, sum, MPFR_RNDN);
    mpfr_clears(top, sum, (mpfr_ptr)NULL);
    if (mpfr_sgn(x) < 0)
        keep_below(y, 0.5);
}

op_traits gated_traits(const char *turns_at, const char *least, double beta)
{
    return (op_traits){.symmetry = SYMMETRY_DIFFERENCE,
                       .direction = {1, 1},
                       .turns = {[1] = {turn_at(turns_at, beta)}},
                       .limit = {NAN, 0},
                       .range = {decimal_over(least, beta, MPFR_RNDN), INFINITY},
                       .far_identity = {true, false}};
}

op_traits gated_slope_traits(const char *turns_at, const char *const ends[2], double beta)
{
    const turn at = turn_at(turns_at, beta);
    return (op_traits){.symmetry = SYMMETRY_SUM,
                       .sum = 1,
                       .direction = {1, 1},
                       .turns = {{at}, {at}},
                       .limit = {1, 0},
                       .settled = {{1, 0.5}, {0.5}},
                       .range = {decimal_over(ends[0], 1, MPFR_RNDN), decimal_over(ends[1], 1, MPFR_RNDN)}};
}
