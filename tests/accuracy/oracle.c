#include "accuracy/oracle.h"

#include <check.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { PRECISION = 400 };

/* One input, its result, and what the definitions say of them. */
typedef struct judged {
    uint64_t x, got;
    bool fault, measured, misrounded, wrong_zero_sign;
    double ulp, absolute, relative; /* relative and absolute: NaN where they do not apply */
} judged;

typedef struct judged_list {
    judged *of[2]; /* x >= 0 and x <= 0, in order of magnitude */
    size_t count;
} judged_list;

static void exact_value_at(const question *q, uint64_t x, mpfr_t y)
{
    mpfr_t input;
    mpfr_init2(input, 53);
    mpfr_set_d(input, format_value(q->format, x), MPFR_RNDN);
    mpfr_clear_flags();
    q->function->ops[q->op].exact(y, input, &q->params);
    mpfr_clear(input);
}

/* y / 2^ulp_exponent rounded to an integer, ties to even, and back: the nearest float, were there no largest
 * one. */
static void nearest_float(const mpfr_t y, long ulp_exponent, mpfr_t nearest)
{
    mpfr_mul_2si(nearest, y, -ulp_exponent, MPFR_RNDN);
    mpfr_roundeven(nearest, nearest);
    mpfr_mul_2si(nearest, nearest, ulp_exponent, MPFR_RNDN);
}

static void judge_number(const float_format *f, const mpfr_t y, double got, judged *j)
{
    const long e = mpfr_zero_p(y) ? f->e_min : mpfr_get_exp(y) - 1;
    const long ulp_exponent = (e > f->e_min ? e : f->e_min) - f->precision + 1;
    mpfr_t nearest, error;
    mpfr_inits2(PRECISION, nearest, error, (mpfr_ptr)NULL);
    nearest_float(y, ulp_exponent, nearest);
    const bool overflows =
        mpfr_cmp_si_2exp(nearest, 1, f->e_max + 1) >= 0 || mpfr_cmp_si_2exp(nearest, -1, f->e_max + 1) <= 0;
    j->measured = true;
    if (overflows && isinf(got)) {
        j->ulp = 0;
    } else {
        if (isinf(got))
            mpfr_set_si_2exp(error, got > 0 ? 1 : -1, f->e_max + 1, MPFR_RNDN);
        else
            mpfr_set_d(error, got, MPFR_RNDN);
        j->misrounded = isinf(got) || overflows || mpfr_cmp(error, nearest) != 0;
        mpfr_sub(error, error, y, MPFR_RNDN);
        mpfr_abs(error, error, MPFR_RNDN);
        if (!overflows)
            j->absolute = mpfr_get_d(error, MPFR_RNDN);
        mpfr_mul_2si(nearest, error, -ulp_exponent, MPFR_RNDN);
        j->ulp = e >= BEYOND_FACTOR * (f->e_max + 1) - 1 ? ldexp(1, f->precision) : mpfr_get_d(nearest, MPFR_RNDN);
        mpfr_div(error, error, y, MPFR_RNDN);
        if (!overflows && e >= f->e_min)
            j->relative = fabs(mpfr_get_d(error, MPFR_RNDN));
    }
    mpfr_clears(nearest, error, (mpfr_ptr)NULL);
}

static judged judge_one(const question *q, uint64_t x, uint64_t got_bits)
{
    judged j = {.x = x, .got = got_bits, .absolute = NAN, .relative = NAN, .ulp = NAN};
    const double got = format_value(q->format, got_bits);
    const bool input_nan = isnan(format_value(q->format, x));
    mpfr_t y;
    mpfr_init2(y, PRECISION);
    if (!input_nan)
        exact_value_at(q, x, y);
    const bool pole = mpfr_divby0_p() || (!input_nan && isinf(format_value(q->format, x)));
    if (input_nan || mpfr_nan_p(y)) {
        j.fault = !isnan(got);
    } else if (isnan(got)) {
        j.fault = true;
    } else if (mpfr_inf_p(y) && pole) {
        j.fault = !isinf(got) || signbit(got) != mpfr_signbit(y);
    } else if (isinf(got) && signbit(got) != (mpfr_signbit(y) != 0)) {
        j.fault = true;
    } else if (mpfr_inf_p(y)) {
        /* Past MPFR's own range. */
        j.measured = true;
        j.misrounded = !isinf(got);
        j.ulp = isinf(got) ? 0 : ldexp(1, q->format->precision);
    } else {
        judge_number(q->format, y, got, &j);
    }
    j.wrong_zero_sign = got == 0 && !input_nan && !mpfr_nan_p(y) && signbit(got) != (mpfr_signbit(y) != 0);
    mpfr_clear(y);
    return j;
}

double oracle_ulp(const assay *t, uint64_t x, uint64_t got)
{
    const question q = assay_question(t);
    const judged j = judge_one(&q, x, got);
    return j.measured ? j.ulp : NAN;
}

/* All magnitudes of the assay's inputs, in order. */
static uint64_t *magnitudes_of(const assay *t, size_t *count)
{
    inputs in = t->inputs;
    in.format = format_of(t->dtype);
    uint64_t *all = NULL;
    *count = 0;
    seams_set(&t->seams);
    for (size_t i = 0; i < inputs_segments(&in); i++) {
        segment s = inputs_segment(&in, i);
        all = realloc(all, (*count + s.count) * sizeof *all);
        ck_assert_ptr_nonnull(all);
        for (size_t k = 0; k < s.count; k++)
            all[(*count)++] = s.magnitudes != NULL ? s.magnitudes[k] : s.first + k;
        segment_free(&s);
    }
    seams_set(&(seams){0});
    return all;
}

static judged_list judge_all(const assay *t, const implementation *impl)
{
    const question q = assay_question(t);
    judged_list list;
    uint64_t *magnitudes = magnitudes_of(t, &list.count);
    for (int s = 0; s < 2; s++) {
        list.of[s] = calloc(list.count, sizeof *list.of[s]);
        for (size_t i = 0; i < list.count; i++) {
            const uint64_t x = format_bits(q.format, magnitudes[i], s == 1);
            uint64_t in, result = 0;
            format_store(q.format, &magnitudes[i], 1, s == 1, &in);
            implementation_run(impl, &in, &result, 1, &q.params);
            list.of[s][i] = judge_one(&q, x, format_element_bits(q.format, &result, 0));
        }
    }
    free(magnitudes);
    return list;
}

static uint64_t count_non_monotone(const question *q, const judged_list *list)
{
    uint64_t count = 0;
    for (int s = 0; s < 2; s++)
        for (size_t i = 0; i + 1 < list->count; i++) {
            const judged *a = &list->of[s][i], *b = &list->of[s][i + 1];
            const double here = format_value(q->format, a->got), next = format_value(q->format, b->got);
            if (b->x != a->x + 1 || isnan(format_value(q->format, b->x)))
                continue;
            /* From a to b x grows on the positive side and shrinks on the negative one. */
            const float_format *f = q->format;
            const int rising =
                traits_direction(&q->traits, s == 1, fabs(format_value(f, a->x)), fabs(format_value(f, b->x)));
            const int direction = s == 0 ? rising : -rising;
            /* From 0 it may do so from the other zero. */
            const double other = a->x == 0 || a->x == f->last + 1 ? format_value(f, list->of[!s][i].got) : here;
            count +=
                (direction > 0 && (next < here || next < other)) || (direction < 0 && (next > here || next > other));
        }
    return count;
}

static double half_ulp_of(const float_format *f, double y)
{
    const int e = y == 0 || ilogb(y) < f->e_min ? f->e_min : ilogb(y);
    return ldexp(1, e - f->precision);
}

/* |a - b - x|, rounded once. */
static long double off_difference(double a, double b, double x)
{
    mpfr_t sum;
    mpfr_init2(sum, 2300);
    mpfr_set_d(sum, a, MPFR_RNDN);
    mpfr_sub_d(sum, sum, b, MPFR_RNDN);
    mpfr_sub_d(sum, sum, x, MPFR_RNDN);
    const long double off = fabsl(mpfr_get_ld(sum, MPFR_RNDN));
    mpfr_clear(sum);
    return off;
}

/* Whether a pair of results breaks the symmetry; `slack` widens what is allowed where it is not a matter of
 * equality. */
static bool breaks(const op_traits *traits, const float_format *f, double x, double a, double b, long double slack)
{
    const long double half = slack * ((long double)half_ulp_of(f, a) + (long double)half_ulp_of(f, b));
    switch (traits->symmetry) {
    case SYMMETRY_ODD:
        return a != -b;
    case SYMMETRY_EVEN:
        return a != b;
    case SYMMETRY_SUM:
        return !isfinite(a) || !isfinite(b) ||
               fabsl(((long double)a - (long double)traits->sum) + (long double)b) > half;
    case SYMMETRY_DIFFERENCE:
        return isfinite(x) && (!isfinite(a) || !isfinite(b) || off_difference(a, b, x) > half);
    case SYMMETRY_NONE:
        break;
    }
    return false;
}

static uint64_t count_asymmetric(const question *q, const judged_list *list, long double slack)
{
    uint64_t count = 0;
    for (size_t i = 0; i < list->count && list->of[0][i].x <= q->format->infinity; i++) {
        const double a = format_value(q->format, list->of[0][i].got), b = format_value(q->format, list->of[1][i].got);
        count += !isnan(a) && !isnan(b) &&
                 breaks(&q->traits, q->format, format_value(q->format, list->of[0][i].x), a, b, slack);
    }
    return count;
}

static int ascending(const void *left, const void *right)
{
    const double a = *(const double *)left, b = *(const double *)right;
    return a < b ? -1 : a > b;
}

/* The row gives the upper edge of one of 32 bins to an octave, and nothing finer below 2^-12 or above 2^280. */
static void expect_percentile(double given, const double *sorted, size_t n, double share)
{
    const double exact = sorted[(size_t)ceil(share * (double)n) - 1];
    ck_assert_msg(given * (1 + 1e-5) >= exact, "percentile %g: %g is below %g", share, given, exact);
    if (exact < 0x1p280)
        ck_assert_msg(given <= fmax(0x1p-12, exact * (1 + 1.0 / 32)) * (1 + 1e-5), "percentile %g: %g is above %g",
                      share, given, exact);
}

/* Rows give six digits of these. */
static void expect_close(double given, double expected, const char *column)
{
    ck_assert_msg(given == expected || fabs(given - expected) <= 6e-6 * fabs(expected), "%s: %.17g instead of %.17g",
                  column, given, expected);
}

static void expect_statistics(const judged_list *list, const accuracy_row *row)
{
    double *errors = malloc(2 * list->count * sizeof *errors);
    size_t n = 0;
    long double sum = 0, squares = 0;
    for (int s = 0; s < 2; s++)
        for (size_t i = 0; i < list->count; i++)
            if (list->of[s][i].measured) {
                errors[n++] = list->of[s][i].ulp;
                sum += (long double)list->of[s][i].ulp;
                squares += (long double)list->of[s][i].ulp * (long double)list->of[s][i].ulp;
            }
    ck_assert_uint_gt(n, 0);
    expect_close(row->mean_ulp, (double)(sum / n), "mean_ulp");
    /* A sum of squares past the range of double is infinite. */
    expect_close(row->rms_ulp, (double)squares == HUGE_VAL ? HUGE_VAL : (double)sqrtl(squares / n), "rms_ulp");
    qsort(errors, n, sizeof *errors, ascending);
    expect_percentile(row->p50_ulp, errors, n, 0.5);
    expect_percentile(row->p99_ulp, errors, n, 0.99);
    expect_percentile(row->p999_ulp, errors, n, 0.999);
    free(errors);
}

/* Equal but for the rounding of long double to double. */
static bool same(double a, double b)
{
    return a == b || fabs(a - b) <= 1e-15 * b;
}

/* The input that the row names must have the error that the row names, and none may have a larger one. */
static void expect_largest(const assay *t, const judged_list *list, const accuracy_row *row)
{
    double ulp = 0, absolute = 0, relative = 0;
    const judged *named = NULL;
    for (int s = 0; s < 2; s++)
        for (size_t i = 0; i < list->count; i++) {
            const judged *j = &list->of[s][i];
            if (!j->measured)
                continue;
            char bits[TEXT_SHORT];
            format_print_bits(format_of(t->dtype), j->x, bits, sizeof bits);
            if (strcmp(bits, row->max_ulp_x_bits) == 0)
                named = j;
            ulp = fmax(ulp, j->ulp);
            absolute = fmax(absolute, j->absolute);
            relative = fmax(relative, j->relative);
        }
    ck_assert_msg(same(row->max_ulp, ulp), "max_ulp: %.17g instead of %.17g", row->max_ulp, ulp);
    ck_assert_ptr_nonnull(named);
    ck_assert_msg(same(named->ulp, ulp), "the error at %s is %.17g, not %.17g", row->max_ulp_x_bits, named->ulp, ulp);
    char got[TEXT_SHORT];
    format_print_value(format_of(t->dtype), named->got, got, sizeof got);
    ck_assert_str_eq(row->max_ulp_got, got);
    expect_close(row->max_abs, absolute, "max_abs");
    expect_close(row->max_rel, relative, "max_rel");
}

/* The input nearest to 0 on a side that gives the limit. */
static void expect_saturation(const question *q, const judged *side, size_t count, double limit, const char *given)
{
    char expected[TEXT_SHORT] = "";
    for (size_t i = 0; i < count && expected[0] == '\0'; i++) {
        const double x = format_value(q->format, side[i].x);
        if (x != 0 && isfinite(x) && format_value(q->format, side[i].got) == limit)
            format_print_value(q->format, side[i].x, expected, sizeof expected);
    }
    ck_assert_str_eq(given, expected);
}

static void expect_counts(const question *q, const judged_list *list, const accuracy_row *row)
{
    uint64_t faults = 0, misrounded = 0, zero_signs = 0;
    for (int s = 0; s < 2; s++)
        for (size_t i = 0; i < list->count; i++) {
            faults += list->of[s][i].fault;
            misrounded += list->of[s][i].misrounded;
            zero_signs += list->of[s][i].wrong_zero_sign;
        }
    ck_assert_uint_eq(row->n, 2 * list->count);
    ck_assert_uint_eq(row->faults, faults);
    ck_assert_int_eq(row->first_fault_x[0] != '\0', faults > 0);
    ck_assert_uint_eq(row->misrounded, misrounded);
    ck_assert_uint_eq(row->wrong_zero_sign, zero_signs);
    ck_assert_uint_eq(row->non_monotone, count_non_monotone(q, list));
    ck_assert_uint_ge(row->asymmetric, count_asymmetric(q, list, 1 + 0x1p-50L));
    ck_assert_uint_le(row->asymmetric, count_asymmetric(q, list, 1 - 0x1p-50L));
    expect_saturation(q, list->of[0], list->count, q->traits.limit[0], row->saturate_hi_x);
    expect_saturation(q, list->of[1], list->count, q->traits.limit[1], row->saturate_lo_x);
}

void oracle_expect(const assay *t, const implementation *impl, const accuracy_row *row)
{
    const question q = assay_question(t);
    judged_list list = judge_all(t, impl);
    expect_counts(&q, &list, row);
    expect_statistics(&list, row);
    expect_largest(t, &list, row);
    free(list.of[0]);
    free(list.of[1]);
}
