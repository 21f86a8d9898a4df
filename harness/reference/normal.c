/* The normal distribution's tail and density. */
#include "reference/normal.h"

#include "reference/sides.h"
#include "reference/vector_math.h"
#include "support/hot.h"

#include <math.h>

/* 1 - 2/sqrt(pi) e^-z^2 (z + 2z^3/3 + 4z^5/15 + ...), all terms positive; `lost` bits cancel. M. Abramowitz and
 * I. A. Stegun, "Handbook of Mathematical Functions", 7.1.6. */
static void erfc_by_series(mpfr_t y, const mpfr_t z, mpfr_prec_t lost)
{
    mpfr_t sum, term, square, t;
    mpfr_inits2(mpfr_get_prec(y) + lost + 16, sum, term, square, t, (mpfr_ptr)NULL);
    mpfr_sqr(square, z, MPFR_RNDN);
    mpfr_set(term, z, MPFR_RNDN);
    mpfr_set(sum, z, MPFR_RNDN);
    for (unsigned long n = 3; mpfr_regular_p(term) && mpfr_get_exp(term) > mpfr_get_exp(sum) - mpfr_get_prec(sum);
         n += 2) {
        mpfr_mul(term, term, square, MPFR_RNDN);
        mpfr_mul_2ui(term, term, 1, MPFR_RNDN);
        mpfr_div_ui(term, term, n, MPFR_RNDN);
        mpfr_add(sum, sum, term, MPFR_RNDN);
    }
    mpfr_neg(t, square, MPFR_RNDN);
    mpfr_exp(t, t, MPFR_RNDN);
    mpfr_mul(sum, sum, t, MPFR_RNDN);
    mpfr_const_pi(t, MPFR_RNDN);
    mpfr_rec_sqrt(t, t, MPFR_RNDN);
    mpfr_mul(sum, sum, t, MPFR_RNDN);
    mpfr_mul_2ui(sum, sum, 1, MPFR_RNDN);
    mpfr_ui_sub(y, 1, sum, MPFR_RNDN);
    mpfr_clears(sum, term, square, t, (mpfr_ptr)NULL);
}

/* The k-th step of the fraction below leaves (r - z)/(r + z) of the error, r = sqrt(z^2 + 2k): how many leave
 * 2^-bits. */
static unsigned long steps_for(double z, double bits)
{
    unsigned long k = 0;
    for (double left = bits; left > 0;
         left -= log2((sqrt(z * z + 2 * (double)k) + z) / (sqrt(z * z + 2 * (double)k) - z)))
        k++;
    return k;
}

/* e^-z^2/sqrt(pi) / (z + (1/2)/(z + (2/2)/(z + (3/2)/...))), 7.1.14. */
static void erfc_by_fraction(mpfr_t y, const mpfr_t z)
{
    mpfr_t f, t;
    mpfr_inits2(mpfr_get_prec(y) + 16, f, t, (mpfr_ptr)NULL);
    mpfr_set(f, z, MPFR_RNDN);
    for (unsigned long n = steps_for(mpfr_get_d(z, MPFR_RNDN), (double)mpfr_get_prec(f)); n > 0; n--) {
        mpfr_ui_div(f, n, f, MPFR_RNDN);
        mpfr_div_2ui(f, f, 1, MPFR_RNDN);
        mpfr_add(f, f, z, MPFR_RNDN);
    }
    mpfr_sqr(t, z, MPFR_RNDN);
    mpfr_neg(t, t, MPFR_RNDN);
    mpfr_exp(t, t, MPFR_RNDN);
    mpfr_div(f, t, f, MPFR_RNDN);
    mpfr_const_pi(t, MPFR_RNDN);
    mpfr_rec_sqrt(t, t, MPFR_RNDN);
    mpfr_mul(y, f, t, MPFR_RNDN);
    mpfr_clears(f, t, (mpfr_ptr)NULL);
}

void exact_erfc(mpfr_t y, const mpfr_t z)
{
    const double crossover = 6, size = mpfr_get_d(z, MPFR_RNDU);
    if (size > crossover)
        erfc_by_fraction(y, z);
    else
        erfc_by_series(y, z, (mpfr_prec_t)(1.5 * size * size + 8));
}

void exact_normal_tail(mpfr_t q, const mpfr_t x)
{
    mpfr_t z;
    mpfr_init2(z, mpfr_get_prec(q));
    mpfr_set_d(z, 0.5, MPFR_RNDN);
    mpfr_sqrt(z, z, MPFR_RNDN);
    mpfr_mul(z, z, x, MPFR_RNDN);
    mpfr_abs(z, z, MPFR_RNDN);
    exact_erfc(q, z);
    mpfr_div_2ui(q, q, 1, MPFR_RNDN);
    mpfr_clear(z);
}

void exact_density_at_0(mpfr_t d)
{
    mpfr_const_pi(d, MPFR_RNDN);
    mpfr_mul_2ui(d, d, 1, MPFR_RNDN);
    mpfr_rec_sqrt(d, d, MPFR_RNDN);
}

void exact_normal_density(mpfr_t d, const mpfr_t x)
{
    mpfr_t t;
    mpfr_init2(t, mpfr_get_prec(d));
    mpfr_sqr(t, x, MPFR_RNDN);
    mpfr_div_2ui(t, t, 1, MPFR_RNDN);
    mpfr_neg(t, t, MPFR_RNDN);
    mpfr_exp(d, t, MPFR_RNDN);
    exact_density_at_0(t);
    mpfr_mul(d, d, t, MPFR_RNDN);
    mpfr_clear(t);
}

/* z = m/sqrt 2 as high + low; erfc(high + low) = erfc(high) (1 - g low) with g = -erfc'/erfc at high. That is
 * within 5 percent of high + sqrt(high^2 + 4/pi), which is its lower bound (M. Abramowitz and I. A. Stegun, "Handbook
 * of Mathematical Functions", 7.1.13), and g low is below 2^-45. */
HOT void vector_normal_tail(const double *m, double *q, double *scratch, size_t n)
{
    const double root_half = (double)(1 / SQRT_2), rest = (double)(1 / SQRT_2 - (long double)root_half);
    for (size_t i = 0; i < n; i++)
        scratch[i] = at_most(m[i], 40) * root_half;
    vector_erfc(scratch, q, n);
    for (size_t i = 0; i < n; i++) {
        /* The product with a float is exact in two doubles: the constant's upper half has 27 bits. */
        const double upper = (double)(float)root_half, lower = root_half - upper, x = at_most(m[i], 40);
        const double high = scratch[i], low = ((x * upper - high) + x * lower) + x * rest;
        const double g = high + sqrt(high * high + 1.2732395447351628);
        q[i] = 0.5 * at_least(q[i] * (1 - g * low), LEAST_EXP);
    }
}

HOT void vector_normal_density(const double *m, double *d, size_t n)
{
    for (size_t i = 0; i < n; i++)
        d[i] = -0.5 * (m[i] * m[i]);
    vector_exp(d, d, n);
    for (size_t i = 0; i < n; i++)
        d[i] = at_least(d[i] * (double)DENSITY_AT_0, LEAST_EXP);
}
