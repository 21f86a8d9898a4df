#include "accuracy/brute.h"
#include "support/length.h"

#include <math.h>
#include <mpfr.h>
#include <stdlib.h>
#include <string.h>

enum { BITS = 320, SIGN = 0x8000 };

static const brute_format formats[] = {{"f16", 10, -14, 0x7c00}, {"bf16", 7, -126, 0x7f80}};

#define NO_LIMIT                                                                                                       \
    {                                                                                                                  \
        (double)NAN, (double)NAN                                                                                       \
    }

/* For alpha = 0.01 of leaky_relu, 0.25 of prelu and 1 of elu. */
static const brute_function functions[] = {
    {"sigmoid", "forward", {1, 1}, BRUTE_SUM_1, {0, 1}, {1, 0}},
    {"sigmoid", "gradient", {-1, 1}, BRUTE_EVEN, {0, 0.25}, {0, 0}},
    {"tanh", "forward", {1, 1}, BRUTE_ODD, {-1, 1}, {1, -1}},
    {"tanh", "gradient", {-1, 1}, BRUTE_EVEN, {0, 1}, {0, 0}},
    {"relu", "forward", {1, 1}, BRUTE_ASYMMETRIC, {0, (double)INFINITY}, NO_LIMIT},
    {"relu", "gradient", {1, 1}, BRUTE_ASYMMETRIC, {0, 1}, NO_LIMIT},
    {"leaky_relu", "forward", {1, 1}, BRUTE_ASYMMETRIC, NO_LIMIT, NO_LIMIT},
    {"leaky_relu", "gradient", {1, 1}, BRUTE_ASYMMETRIC, {-1, 1}, NO_LIMIT},
    {"elu", "forward", {1, 1}, BRUTE_ASYMMETRIC, {-1, (double)INFINITY}, {(double)NAN, -1}},
    {"elu", "gradient", {1, 1}, BRUTE_ASYMMETRIC, {0, 1}, {(double)NAN, 0}},
};

const brute_format *brute_format_of(const char *name)
{
    return &formats[strcmp(name, "bf16") == 0];
}

const brute_function *brute_function_of(const char *name, const char *op)
{
    for (size_t i = 0; i < LENGTH(functions); i++)
        if (strcmp(functions[i].name, name) == 0 && strcmp(functions[i].op, op) == 0)
            return &functions[i];
    return NULL;
}

double brute_value(const brute_format *f, unsigned bits)
{
    const unsigned magnitude = bits & (SIGN - 1U), hidden = 1U << f->fraction_bits;
    const double sign = bits & SIGN ? -1 : 1;
    if (magnitude >= f->infinity)
        return magnitude > f->infinity ? (double)NAN : sign * HUGE_VAL;
    const int field = (int)(magnitude / hidden), shift = f->e_min - f->fraction_bits + (field > 0 ? field - 1 : 0);
    return sign * ldexp((double)(magnitude % hidden + (field > 0 ? hidden : 0)), shift);
}

/* e^x, of which 1/(1 + e^-x), (e^x - e^-x)/(e^x + e^-x) and their slopes are made. */
static void exponential(mpfr_t y, const mpfr_t x, int times)
{
    mpfr_mul_si(y, x, times, MPFR_RNDN);
    mpfr_exp(y, y, MPFR_RNDN);
}

static void exact_sigmoid(mpfr_t y, const mpfr_t x)
{
    exponential(y, x, -1);
    mpfr_add_ui(y, y, 1, MPFR_RNDN);
    mpfr_ui_div(y, 1, y, MPFR_RNDN);
}

/* 1/(e^(times x/2) + e^(-times x/2))^2, `times` even. */
static void bell(mpfr_t y, const mpfr_t x, int times)
{
    mpfr_t other;
    mpfr_init2(other, BITS);
    mpfr_div_si(y, x, 2, MPFR_RNDN);
    mpfr_mul_si(y, y, times, MPFR_RNDN);
    mpfr_neg(other, y, MPFR_RNDN);
    mpfr_exp(y, y, MPFR_RNDN);
    mpfr_exp(other, other, MPFR_RNDN);
    mpfr_add(y, y, other, MPFR_RNDN);
    mpfr_sqr(y, y, MPFR_RNDN);
    mpfr_ui_div(y, 1, y, MPFR_RNDN);
    mpfr_clear(other);
}

/* 1 - 2/(e^2x + 1), with room for what it differs from x by near 0; an odd zero stays one. */
static void exact_tanh(mpfr_t y, const mpfr_t x)
{
    if (mpfr_zero_p(x)) {
        mpfr_set(y, x, MPFR_RNDN);
        return;
    }
    mpfr_t wide;
    mpfr_init2(wide, 2 * BITS);
    exponential(wide, x, 2);
    mpfr_add_ui(wide, wide, 1, MPFR_RNDN);
    mpfr_si_div(wide, -2, wide, MPFR_RNDN);
    mpfr_add_ui(wide, wide, 1, MPFR_RNDN);
    mpfr_set(y, wide, MPFR_RNDN);
    mpfr_clear(wide);
}

static void exact_elu(mpfr_t y, const mpfr_t x, double alpha)
{
    if (mpfr_zero_p(x)) {
        mpfr_mul_d(y, x, alpha, MPFR_RNDN);
        return;
    }
    mpfr_exp(y, x, MPFR_RNDN);
    mpfr_sub_ui(y, y, 1, MPFR_RNDN);
    mpfr_mul_d(y, y, alpha, MPFR_RNDN);
}

static void exact_value(const brute *b, mpfr_t y, const mpfr_t x)
{
    const char *name = b->function->name;
    const bool slope = strcmp(b->function->op, "gradient") == 0, positive = mpfr_sgn(x) > 0;
    if (strcmp(name, "sigmoid") == 0 && !slope) {
        exact_sigmoid(y, x);
    } else if (strcmp(name, "sigmoid") == 0) {
        bell(y, x, 1);
    } else if (strcmp(name, "tanh") == 0 && !slope) {
        exact_tanh(y, x);
    } else if (strcmp(name, "tanh") == 0) {
        bell(y, x, 2);
        mpfr_mul_ui(y, y, 4, MPFR_RNDN);
    } else if (positive) {
        mpfr_set(y, x, MPFR_RNDN);
        if (slope)
            mpfr_set_ui(y, 1, MPFR_RNDN);
    } else if (strcmp(name, "elu") == 0 && !slope) {
        exact_elu(y, x, b->alpha);
    } else if (strcmp(name, "elu") == 0) {
        mpfr_exp(y, x, MPFR_RNDN);
        mpfr_mul_d(y, y, b->alpha, MPFR_RNDN);
    } else if (strcmp(name, "relu") == 0) {
        mpfr_set_zero(y, 1);
    } else if (slope) {
        mpfr_set_d(y, b->alpha, MPFR_RNDN);
    } else {
        mpfr_mul_d(y, x, b->alpha, MPFR_RNDN);
    }
}

static long long place_of(const brute_format *f, double value)
{
    /* Magnitudes are in order: the one of this value by halving. */
    unsigned low = 0, high = f->infinity;
    while (low < high) {
        const unsigned middle = (low + high) / 2;
        if (brute_value(f, middle) < fabs(value))
            low = middle + 1;
        else
            high = middle;
    }
    return value < 0 ? -(long long)low : (long long)low;
}

static void judge_number(const brute_format *f, const mpfr_t y, brute_judged *j)
{
    const int e_max = 1 - f->e_min, least = f->e_min;
    const long e = mpfr_zero_p(y) || mpfr_get_exp(y) - 1 < least ? least : (long)mpfr_get_exp(y) - 1;
    const long ulp = e - f->fraction_bits;
    mpfr_t nearest, off;
    mpfr_inits2(BITS, nearest, off, (mpfr_ptr)NULL);
    mpfr_mul_2si(nearest, y, -ulp, MPFR_RNDN);
    mpfr_roundeven(nearest, nearest);
    mpfr_mul_2si(nearest, nearest, ulp, MPFR_RNDN);
    j->overflows = mpfr_cmpabs_ui(nearest, 0) != 0 && mpfr_get_exp(nearest) - 1 > e_max;
    j->nearest = j->overflows ? copysign(HUGE_VAL, mpfr_get_d(nearest, MPFR_RNDN)) : mpfr_get_d(nearest, MPFR_RNDN);
    j->nearest = copysign(j->nearest, mpfr_signbit(y) ? -1 : 1);
    j->normal = !j->overflows && fabs(j->nearest) >= ldexp(1, least);
    j->measured = true;
    j->misrounded = j->got != j->nearest;
    j->floats = place_of(f, j->got) - place_of(f, j->nearest);
    if (!(j->overflows && isinf(j->got))) {
        mpfr_set_d(off, isinf(j->got) ? copysign(ldexp(1, e_max + 1), j->got) : j->got, MPFR_RNDN);
        mpfr_sub(off, off, y, MPFR_RNDN);
        mpfr_mul_2si(nearest, off, -ulp, MPFR_RNDN);
        j->error = mpfr_get_ld(nearest, MPFR_RNDN);
        mpfr_abs(off, off, MPFR_RNDN);
        j->absolute = j->overflows ? (double)NAN : mpfr_get_d(off, MPFR_RNDN);
        mpfr_div(off, off, y, MPFR_RNDN);
        j->relative = j->normal ? fabs(mpfr_get_d(off, MPFR_RNDN)) : (double)NAN;
    } else {
        j->absolute = j->relative = (double)NAN;
    }
    mpfr_clears(nearest, off, (mpfr_ptr)NULL);
}

static void judge_one(const brute *b, unsigned bits, mpfr_t x, mpfr_t y)
{
    const brute_format *f = b->format;
    brute_judged *j = &b->of[bits];
    *j = (brute_judged){.x = brute_value(f, bits), .got = brute_value(f, b->got[bits]), .nearest = (double)NAN};
    if (isnan(j->x)) {
        j->fault = !isnan(j->got);
        return;
    }
    mpfr_set_d(x, j->x, MPFR_RNDN);
    exact_value(b, y, x);
    /* A curve is 0 at 0 and at infinity alone. */
    const bool bends = b->function->limit[0] == b->function->limit[0] || b->function->limit[1] == b->function->limit[1];
    j->exactly_0 = mpfr_zero_p(y) && (!bends || isinf(j->x) || j->x == 0);
    if (mpfr_inf_p(y)) {
        j->nearest = mpfr_sgn(y) * HUGE_VAL;
        j->fault = j->got != j->nearest;
    } else if (isnan(j->got) || (isinf(j->got) && !signbit(j->got) != !mpfr_signbit(y))) {
        judge_number(f, y, j);
        const double nearest = j->nearest;
        *j = (brute_judged){.x = j->x, .got = j->got, .nearest = nearest, .fault = true, .exactly_0 = j->exactly_0};
    } else {
        judge_number(f, y, j);
    }
    j->wrong_zero_sign = j->got == 0 && !signbit(j->got) != !mpfr_signbit(y);
}

brute brute_judge(const char *function, const char *op, const char *dtype, double alpha, const uint16_t *got)
{
    brute b = {brute_format_of(dtype), brute_function_of(function, op), alpha, got,
               calloc(BRUTE_INPUTS, sizeof(brute_judged))};
    mpfr_t x, y;
    mpfr_inits2(BITS, x, y, (mpfr_ptr)NULL);
    for (unsigned i = 0; i < BRUTE_INPUTS; i++)
        judge_one(&b, i, x, y);
    mpfr_clears(x, y, (mpfr_ptr)NULL);
    return b;
}

void brute_exact(const brute *b, unsigned bits, char *text, size_t size)
{
    mpfr_t x, y;
    mpfr_inits2(BITS, x, y, (mpfr_ptr)NULL);
    mpfr_set_d(x, brute_value(b->format, bits), MPFR_RNDN);
    exact_value(b, y, x);
    mpfr_snprintf(text, size, "%.24Ra", y);
    mpfr_clears(x, y, (mpfr_ptr)NULL);
}

void brute_free(brute *b)
{
    free(b->of);
}

/* The probability of (0, end). */
static void half_cumulated(mpfr_t p, double sigma, double end)
{
    if (sigma == 0) {
        mpfr_set_d(p, fmin(end, 8) / 16, MPFR_RNDN);
        return;
    }
    mpfr_t root;
    mpfr_init2(root, BITS);
    mpfr_sqrt_ui(root, 2, MPFR_RNDN);
    mpfr_set_d(p, fmin(end, 8 * sigma) / sigma, MPFR_RNDN);
    mpfr_div(p, p, root, MPFR_RNDN);
    mpfr_erf(p, p, MPFR_RNDN);
    mpfr_div_ui(p, p, 2, MPFR_RNDN);
    mpfr_clear(root);
}

void brute_masses(const brute_format *f, double sigma, long double masses[BRUTE_INPUTS / 2])
{
    mpfr_t begin, end, mass;
    mpfr_inits2(BITS, begin, end, mass, (mpfr_ptr)NULL);
    mpfr_set_zero(begin, 1);
    for (unsigned m = 0; m < BRUTE_INPUTS / 2; m++) {
        masses[m] = 0;
        const double here = brute_value(f, m);
        if (m >= f->infinity)
            continue;
        const double above = m + 1 < f->infinity ? brute_value(f, m + 1) : here + (here - brute_value(f, m - 1));
        if (here <= 8 * (sigma == 0 ? 1 : sigma)) {
            half_cumulated(end, sigma, (here + above) / 2);
            mpfr_sub(mass, end, begin, MPFR_RNDN);
            masses[m] = mpfr_get_ld(mass, MPFR_RNDN);
            mpfr_swap(begin, end);
        }
    }
    mpfr_clears(begin, end, mass, (mpfr_ptr)NULL);
}
