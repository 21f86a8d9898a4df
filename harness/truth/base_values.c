#include "truth/base_values.h"

#include "support/memory.h"

#include <math.h>
#include <stdlib.h>

/* The series is taken over so many neighbours. All but its first term make less than 2^-15 of f, so that in
 * double they leave 2^-66. */
enum { RUN = 256, DEGREE = 4 };

/* For f near 0, where 1 - e^-m loses the digits before m >= 2^-58. */
enum { BASE_PRECISION = 160 };

struct base_scratch {
    mpfr_t x, y, t, power, slope;
    mpfr_t coefficient[DEGREE + 1];
    mpfr_t factor[BLOCK_MAX]; /* e^-(i ulp) of the binade whose ulp this is: */
    int factor_exponent;      /* ulp = 2^factor_exponent */
};

base_scratch *base_scratch_new(void)
{
    base_scratch *r = memory_or_exit(calloc(1, sizeof *r));
    mpfr_inits2(BASE_PRECISION, r->x, r->y, r->t, r->power, r->slope, (mpfr_ptr)NULL);
    for (int k = 0; k <= DEGREE; k++)
        mpfr_init2(r->coefficient[k], BASE_PRECISION);
    for (int i = 0; i < BLOCK_MAX; i++)
        mpfr_init2(r->factor[i], BASE_PRECISION);
    r->factor_exponent = 1; /* of no binade */
    return r;
}

void base_scratch_free(base_scratch *r)
{
    mpfr_clears(r->x, r->y, r->t, r->power, r->slope, (mpfr_ptr)NULL);
    for (int k = 0; k <= DEGREE; k++)
        mpfr_clear(r->coefficient[k]);
    for (int i = 0; i < BLOCK_MAX; i++)
        mpfr_clear(r->factor[i]);
    free(r);
}

long double base_long_double(const mpfr_t value)
{
    if (!mpfr_regular_p(value))
        return mpfr_get_ld(value, MPFR_RNDN);
    const mp_limb_t *limbs = mpfr_custom_get_significand(value);
    const mp_limb_t top = limbs[(mpfr_get_prec(value) - 1) / GMP_NUMB_BITS];
    const long double size = ldexpl((long double)top, (int)mpfr_get_exp(value) - GMP_NUMB_BITS);
    return mpfr_sgn(value) < 0 ? -size : size;
}

static double value_of(uint64_t magnitude)
{
    return format_value(format_of(DTYPE_F32), magnitude);
}

/* ulp of the binade of a normal magnitude, as a power of two. */
static int ulp_exponent(uint64_t magnitude)
{
    return ilogb(value_of(magnitude)) - format_of(DTYPE_F32)->precision + 1;
}

static void fill_factors(base_scratch *r, int exponent)
{
    if (r->factor_exponent == exponent)
        return;
    r->factor_exponent = exponent;
    for (int i = 0; i < BLOCK_MAX; i++) {
        mpfr_set_si_2exp(r->x, -i, exponent, MPFR_RNDN);
        mpfr_exp(r->factor[i], r->x, MPFR_RNDN);
    }
}

static void fill_exp(uint64_t first, size_t n, base_scratch *r, base_values *v)
{
    fill_factors(r, ulp_exponent(first));
    mpfr_set_d(r->x, -value_of(first), MPFR_RNDN);
    mpfr_exp(r->power, r->x, MPFR_RNDN);
    for (size_t i = 0; i < n; i++) {
        mpfr_mul(r->y, r->power, r->factor[i], MPFR_RNDN);
        mpfr_ui_sub(r->t, 1, r->y, MPFR_RNDN);
        v->first[i] = base_long_double(r->y);
        v->second[i] = base_long_double(r->t);
    }
}

/* f(c + j ulp) for j = -RUN/2 .. from the coefficients, already scaled by powers of the ulp. */
static void fill_run(base_scratch *r, size_t n, long double *values)
{
    const long double middle = base_long_double(r->coefficient[0]);
    double c[DEGREE + 1];
    for (int k = 1; k <= DEGREE; k++)
        c[k] = mpfr_get_d(r->coefficient[k], MPFR_RNDN);
    for (size_t i = 0; i < n; i++) {
        const double j = (double)i - 0.5 * RUN;
        values[i] = middle + (long double)(j * (c[1] + j * (c[2] + j * (c[3] + j * c[4]))));
    }
}

/* log(1 + s(c + h)) = log(1 + sc) - sum (-s h/(1 + sc))^k / k, s = 1 or -1. */
static void expand_log1p(base_scratch *r, int sign, int ulp)
{
    mpfr_mul_si(r->x, r->x, sign, MPFR_RNDN);
    mpfr_log1p(r->coefficient[0], r->x, MPFR_RNDN);
    mpfr_add_ui(r->x, r->x, 1, MPFR_RNDN);
    mpfr_set_si_2exp(r->t, -sign, ulp, MPFR_RNDN);
    mpfr_div(r->t, r->t, r->x, MPFR_RNDN);
    mpfr_set_si(r->power, -1, MPFR_RNDN);
    for (int k = 1; k <= DEGREE; k++) {
        mpfr_mul(r->power, r->power, r->t, MPFR_RNDN);
        mpfr_div_si(r->coefficient[k], r->power, k, MPFR_RNDN);
    }
}

static void run_log1p(uint64_t first, size_t n, int sign, base_scratch *r, long double *values)
{
    /* Close to the pole at -1 the inputs are too far apart for a series. */
    if (sign < 0 && value_of(first + RUN) > 0.5) {
        for (size_t j = 0; j < n; j++) {
            mpfr_set_d(r->x, -value_of(first + j), MPFR_RNDN);
            mpfr_log1p(r->y, r->x, MPFR_RNDN);
            values[j] = base_long_double(r->y);
        }
        return;
    }
    mpfr_set_d(r->x, value_of(first + RUN / 2), MPFR_RNDN);
    expand_log1p(r, sign, ulp_exponent(first));
    fill_run(r, n, values);
}

/* erf' = s = 2/sqrt(pi) e^-c^2; then -2c s, (4c^2 - 2) s, (12c - 8c^3) s. */
static void expand_erf(base_scratch *r, int ulp)
{
    mpfr_erf(r->coefficient[0], r->x, MPFR_RNDN);
    mpfr_sqr(r->y, r->x, MPFR_RNDN);
    mpfr_neg(r->t, r->y, MPFR_RNDN);
    mpfr_exp(r->slope, r->t, MPFR_RNDN);
    mpfr_const_pi(r->t, MPFR_RNDN);
    mpfr_rec_sqrt(r->t, r->t, MPFR_RNDN);
    mpfr_mul(r->slope, r->slope, r->t, MPFR_RNDN);
    mpfr_mul_2si(r->slope, r->slope, 1 + ulp, MPFR_RNDN);
    mpfr_set(r->coefficient[1], r->slope, MPFR_RNDN);

    mpfr_mul(r->t, r->slope, r->x, MPFR_RNDN);
    mpfr_mul_2si(r->t, r->t, ulp, MPFR_RNDN);
    mpfr_neg(r->coefficient[2], r->t, MPFR_RNDN);

    mpfr_mul_2si(r->power, r->y, 1, MPFR_RNDN);
    mpfr_sub_ui(r->power, r->power, 1, MPFR_RNDN);
    mpfr_mul(r->power, r->power, r->slope, MPFR_RNDN);
    mpfr_mul_2si(r->power, r->power, 2 * ulp, MPFR_RNDN);
    mpfr_div_ui(r->coefficient[3], r->power, 3, MPFR_RNDN);

    mpfr_mul_2si(r->power, r->y, 1, MPFR_RNDN);
    mpfr_ui_sub(r->power, 3, r->power, MPFR_RNDN);
    mpfr_mul(r->power, r->power, r->t, MPFR_RNDN);
    mpfr_mul_2si(r->power, r->power, 2 * ulp, MPFR_RNDN);
    mpfr_div_ui(r->coefficient[4], r->power, 6, MPFR_RNDN);
}

static void run_erf(uint64_t first, size_t n, base_scratch *r, long double *values)
{
    mpfr_set_d(r->x, value_of(first + RUN / 2), MPFR_RNDN);
    expand_erf(r, ulp_exponent(first));
    fill_run(r, n, values);
}

void base_fill(base b, uint64_t first, size_t n, base_scratch *r, base_values *v)
{
    if (b == BASE_EXP) {
        fill_exp(first, n, r, v);
        return;
    }
    const bool has_negative = b == BASE_LOG1P && value_of(first) < 1;
    for (size_t i = 0; i < n; i += RUN) {
        const size_t count = n - i < RUN ? n - i : RUN;
        if (b == BASE_ERF)
            run_erf(first + i, count, r, v->first + i);
        else
            run_log1p(first + i, count, 1, r, v->first + i);
        if (has_negative)
            run_log1p(first + i, count, -1, r, v->second + i);
    }
}
