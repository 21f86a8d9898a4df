#include "truth/base_values.h"

#include "reference/gelu_tanh.h"
#include "reference/normal.h"
#include "support/memory.h"

#include <math.h>
#include <stdlib.h>

/* The series is taken over so many neighbours. All but its first term make less than 2^-15 of f, so that in
 * double they leave 2^-66. The tails' ratio is smooth enough for a whole block: 2^-13 of f, and 2^-64. */
enum { RUN = 256, TAIL_RUN = BLOCK_MAX, DEGREE = 4 };

/* For f near 0, where 1 - e^-m loses the digits before m >= 2^-58. */
enum { BASE_PRECISION = 160 };

/* The highest degree of an exponent. */
enum { EXPONENT_DEGREE = 3 };

struct base_scratch {
    mpfr_t x, y, t, power, slope;
    mpfr_t coefficient[DEGREE + 1];
    mpfr_t step[EXPONENT_DEGREE + 1];
};

base_scratch *base_scratch_new(void)
{
    base_scratch *r = memory_or_exit(calloc(1, sizeof *r));
    mpfr_inits2(BASE_PRECISION, r->x, r->y, r->t, r->power, r->slope, (mpfr_ptr)NULL);
    for (int k = 0; k <= DEGREE; k++)
        mpfr_init2(r->coefficient[k], BASE_PRECISION);
    for (int k = 0; k <= EXPONENT_DEGREE; k++)
        mpfr_init2(r->step[k], BASE_PRECISION);
    return r;
}

void base_scratch_free(base_scratch *r)
{
    mpfr_clears(r->x, r->y, r->t, r->power, r->slope, (mpfr_ptr)NULL);
    for (int k = 0; k <= DEGREE; k++)
        mpfr_clear(r->coefficient[k]);
    for (int k = 0; k <= EXPONENT_DEGREE; k++)
        mpfr_clear(r->step[k]);
    free(r);
}

long double base_long_double(const mpfr_t value)
{
    if (!mpfr_regular_p(value))
        return mpfr_get_ld(value, MPFR_RNDN);
    const mp_limb_t *limbs = mpfr_custom_get_significand(value);
    const mpfr_prec_t last = (mpfr_get_prec(value) - 1) / GMP_NUMB_BITS;
    const unsigned up = last > 0 && limbs[last - 1] >> (GMP_NUMB_BITS - 1) != 0;
    const long double size = ldexpl((long double)limbs[last] + up, (int)mpfr_get_exp(value) - GMP_NUMB_BITS);
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

/* An exponent P(m), a polynomial. */
typedef void exponent(mpfr_t p, const mpfr_t m);

static void exponent_itself(mpfr_t p, const mpfr_t m)
{
    mpfr_set(p, m, MPFR_RNDN);
}

static void exponent_square(mpfr_t p, const mpfr_t m)
{
    mpfr_sqr(p, m, MPFR_RNDN);
}

static void exponent_half_square(mpfr_t p, const mpfr_t m)
{
    mpfr_sqr(p, m, MPFR_RNDN);
    mpfr_div_2ui(p, p, 1, MPFR_RNDN);
}

static void exponent_gelu_tanh(mpfr_t p, const mpfr_t m)
{
    mpfr_t slope;
    mpfr_init2(slope, mpfr_get_prec(p));
    exact_gelu_tanh_exponent(p, slope, m);
    mpfr_clear(slope);
}

/* step[0] = e^-P(m) at `first`, step[k] = e^-(the k-th difference of P over neighbours). */
static void powers_begin(base_scratch *r, exponent *of, int degree, uint64_t first)
{
    for (int k = 0; k <= degree; k++) {
        mpfr_set_d(r->x, value_of(first + (uint64_t)k), MPFR_RNDN);
        of(r->step[k], r->x);
    }
    for (int order = 1; order <= degree; order++)
        for (int k = degree; k >= order; k--)
            mpfr_sub(r->step[k], r->step[k], r->step[k - 1], MPFR_RNDN);
    for (int k = 0; k <= degree; k++) {
        mpfr_neg(r->t, r->step[k], MPFR_RNDN);
        mpfr_exp(r->step[k], r->t, MPFR_RNDN);
    }
}

/* On to the next neighbour. */
static void powers_next(base_scratch *r, int degree)
{
    for (int k = 0; k < degree; k++)
        mpfr_mul(r->step[k], r->step[k], r->step[k + 1], MPFR_RNDN);
}

static void fill_exp(uint64_t first, size_t n, base_scratch *r, base_values *v)
{
    powers_begin(r, exponent_itself, 1, first);
    for (size_t i = 0; i < n; i++) {
        mpfr_ui_sub(r->t, 1, r->step[0], MPFR_RNDN);
        v->first[i] = base_long_double(r->step[0]);
        v->second[i] = base_long_double(r->t);
        powers_next(r, 1);
    }
}

static void fill_gelu_tanh(uint64_t first, size_t n, base_scratch *r, base_values *v)
{
    powers_begin(r, exponent_gelu_tanh, EXPONENT_DEGREE, first);
    for (size_t i = 0; i < n; i++) {
        v->first[i] = base_long_double(r->step[0]);
        powers_next(r, EXPONENT_DEGREE);
    }
}

static long double series_at(const base_scratch *r, const double c[DEGREE + 1], double j)
{
    return base_long_double(r->coefficient[0]) + (long double)(j * (c[1] + j * (c[2] + j * (c[3] + j * c[4]))));
}

static void series_begin(const base_scratch *r, double c[DEGREE + 1])
{
    for (int k = 1; k <= DEGREE; k++)
        c[k] = mpfr_get_d(r->coefficient[k], MPFR_RNDN);
}

/* f(c + j ulp) for j = -run/2 .. from the coefficients, already scaled by powers of the ulp. */
static void fill_run(const base_scratch *r, size_t n, size_t run, long double *values)
{
    double c[DEGREE + 1];
    series_begin(r, c);
    for (size_t i = 0; i < n; i++)
        values[i] = series_at(r, c, (double)i - 0.5 * (double)run);
}

/* log(1 + s(c + j u)) = log(1 + sc) - sum (-s j u/(1 + sc))^k / k, s = 1 or -1, c = x, u = 2^unit. */
static void expand_log1p(base_scratch *r, int sign, int unit)
{
    mpfr_mul_si(r->x, r->x, sign, MPFR_RNDN);
    mpfr_log1p(r->coefficient[0], r->x, MPFR_RNDN);
    mpfr_add_ui(r->x, r->x, 1, MPFR_RNDN);
    mpfr_set_si_2exp(r->t, -sign, unit, MPFR_RNDN);
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
    fill_run(r, n, RUN, values);
}

/* Of log1p(e) = e - e^2/2 + e^3/3 - ... what is left over 2^-23 and less is below 2^-70 of it. */
static long double log1p_of_small(long double e)
{
    return e * (1 - e * (0.5L - e / 3));
}

/* log1p around e^-m in the middle of a run, in steps of 1; where that is small its own series is better. */
static void run_softplus(uint64_t first, size_t n, base_scratch *r, base_values *v, size_t at)
{
    const double far = 16;
    double c[DEGREE + 1];
    mpfr_set_d(r->t, -value_of(first + RUN / 2), MPFR_RNDN);
    mpfr_exp(r->y, r->t, MPFR_RNDN);
    mpfr_set(r->x, r->y, MPFR_RNDN);
    expand_log1p(r, 1, 0);
    series_begin(r, c);
    powers_begin(r, exponent_itself, 1, first);
    for (size_t i = at; i < at + n; i++) {
        v->first[i] = base_long_double(r->step[0]);
        if (value_of(first) >= far) {
            v->second[i] = log1p_of_small(v->first[i]);
        } else {
            mpfr_sub(r->t, r->step[0], r->y, MPFR_RNDN);
            v->second[i] = series_at(r, c, mpfr_get_d(r->t, MPFR_RNDN));
        }
        powers_next(r, 1);
    }
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
    fill_run(r, n, RUN, values);
}

/* A tail of a normal distribution, T(m) = erfc(sqrt(s) m)/2, with its density D(m) = sqrt(s/pi) e^(-s m^2), whose ratio
 * M = T/D has M' = 2 s m M - 1 and from there M^(k) = 2s ((k-1) M^(k-2) + m M^(k-1)). */
typedef struct tail {
    exponent *exponent;
    double s;
} tail;

static const tail erfc_tail = {exponent_square, 1}, normal_tail = {exponent_half_square, 0.5};

/* power = D(m), m = x. */
static void tail_density(const tail *t, base_scratch *r)
{
    mpfr_const_pi(r->t, MPFR_RNDN);
    mpfr_div_d(r->t, r->t, t->s, MPFR_RNDN);
    mpfr_rec_sqrt(r->slope, r->t, MPFR_RNDN);
    t->exponent(r->t, r->x);
    mpfr_neg(r->t, r->t, MPFR_RNDN);
    mpfr_exp(r->power, r->t, MPFR_RNDN);
    mpfr_mul(r->power, r->power, r->slope, MPFR_RNDN);
}

/* The coefficients of M around c = x. */
static void expand_ratio(const tail *t, base_scratch *r, int ulp)
{
    tail_density(t, r);
    mpfr_set_d(r->t, t->s, MPFR_RNDN);
    mpfr_sqrt(r->t, r->t, MPFR_RNDN);
    mpfr_mul(r->t, r->t, r->x, MPFR_RNDN);
    exact_erfc(r->y, r->t);
    mpfr_div_2ui(r->y, r->y, 1, MPFR_RNDN);
    mpfr_t *c = r->coefficient;
    mpfr_div(c[0], r->y, r->power, MPFR_RNDN);
    mpfr_mul(r->t, r->x, c[0], MPFR_RNDN);
    mpfr_mul_d(r->t, r->t, 2 * t->s, MPFR_RNDN);
    mpfr_sub_ui(c[1], r->t, 1, MPFR_RNDN);
    /* As coefficients: k c_k = 2s (c_(k-2) + m c_(k-1)). */
    for (int k = 2; k <= DEGREE; k++) {
        mpfr_mul(r->t, r->x, c[k - 1], MPFR_RNDN);
        mpfr_add(r->t, r->t, c[k - 2], MPFR_RNDN);
        mpfr_mul_d(r->t, r->t, 2 * t->s, MPFR_RNDN);
        mpfr_div_ui(c[k], r->t, (unsigned long)k, MPFR_RNDN);
    }
    for (int k = 1; k <= DEGREE; k++)
        mpfr_mul_2si(c[k], c[k], k * ulp, MPFR_RNDN);
}

static void run_tail(const tail *t, uint64_t first, size_t n, base_scratch *r, base_values *v)
{
    mpfr_set_d(r->x, value_of(first + TAIL_RUN / 2), MPFR_RNDN);
    expand_ratio(t, r, ulp_exponent(first));
    fill_run(r, n, TAIL_RUN, v->first);
    powers_begin(r, t->exponent, 2, first);
    for (size_t i = 0; i < n; i++) {
        mpfr_mul(r->y, r->step[0], r->slope, MPFR_RNDN);
        v->second[i] = base_long_double(r->y);
        powers_next(r, 2);
    }
}

void base_fill(base b, uint64_t first, size_t n, base_scratch *r, base_values *v)
{
    switch (b) {
    case BASE_NONE:
    case BASE_INPUT:
    case BASE_COUNT:
        return;
    case BASE_EXP:
        fill_exp(first, n, r, v);
        return;
    case BASE_GELU_TANH:
        fill_gelu_tanh(first, n, r, v);
        return;
    case BASE_ERFC_TAIL:
        run_tail(&erfc_tail, first, n, r, v);
        return;
    case BASE_NORMAL_TAIL:
        run_tail(&normal_tail, first, n, r, v);
        return;
    case BASE_SOFTPLUS:
    case BASE_LOG1P:
    case BASE_ERF:
        break;
    }
    const bool has_negative = b == BASE_LOG1P && value_of(first) < 1;
    for (size_t i = 0; i < n; i += RUN) {
        const size_t count = n - i < RUN ? n - i : RUN;
        if (b == BASE_SOFTPLUS)
            run_softplus(first + i, count, r, v, i);
        if (b == BASE_ERF)
            run_erf(first + i, count, r, v->first + i);
        if (b == BASE_LOG1P)
            run_log1p(first + i, count, 1, r, v->first + i);
        if (has_negative)
            run_log1p(first + i, count, -1, r, v->second + i);
    }
}
