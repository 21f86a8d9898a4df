/* The fast filters: within their bound of MPFR, and on the right side of the values that they must not cross. */
#include "accuracy/assay.h"
#include "reference/cases.h"
#include "suite.h"
#include "support/length.h"

#include <gsl/gsl_rng.h>
#include <math.h>
#include <string.h>

enum { INPUTS = 4000 };

static double inputs_of_filter[INPUTS], side_values[2][INPUTS];

/* Magnitudes at which a filter once went beyond its bound: gelu_tanh's slope. */
static const double hard_inputs[] = {0x1.6b59a4p+1};

/* Each exponent as likely as the others, neighbours of powers of two, zero, and what was hard. */
static void draw_inputs(void)
{
    const float_format *f = format_of(DTYPE_F32);
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    for (size_t i = 0; i < INPUTS; i++) {
        const uint64_t power = (uint64_t)(i % 255) << 23;
        const uint64_t anywhere = gsl_rng_uniform_int(rng, (unsigned long)f->infinity);
        inputs_of_filter[i] = format_value(f, i < 255 ? power : i < 510 && power > 0 ? power - 1 : anywhere);
    }
    gsl_rng_free(rng);
    memcpy(inputs_of_filter + INPUTS - LENGTH(hard_inputs), hard_inputs, sizeof hard_inputs);
}

static int side_of(const mpfr_t y, double value)
{
    mpfr_t magnitude;
    mpfr_init2(magnitude, mpfr_get_prec(y));
    mpfr_abs(magnitude, y, MPFR_RNDN);
    const int side = mpfr_cmp_d(magnitude, value);
    mpfr_clear(magnitude);
    return (side > 0) - (side < 0);
}

static void expect_side(const question *q, const exact_scratch *scratch, double filtered, double x)
{
    for (size_t k = 0; k < SETTLED_MAX; k++) {
        const double settled = q->traits.settled[signbit(x) != 0][k];
        if (settled == 0)
            continue;
        const double size = fabs(filtered);
        const int side = (size > settled) - (size < settled);
        ck_assert_msg(side == side_of(scratch->y, settled), "%s, op %d, alpha %g: %a is on the wrong side of %a at %a",
                      q->function->name, q->op, q->params.alpha, filtered, settled, x);
    }
}

static void expect_value(const question *q, exact_scratch *scratch, double filtered, double x)
{
    const op_reference *r = &q->function->ops[q->op];
    mpfr_set_d(scratch->x, x, MPFR_RNDN);
    mpfr_clear_flags();
    r->exact(scratch->y, scratch->x, &q->params);
    const bool exactly_zero = mpfr_zero_p(scratch->y) && !mpfr_underflow_p() && !mpfr_overflow_p();
    if (mpfr_nan_p(scratch->y)) {
        ck_assert(isnan(filtered));
        return;
    }
    if (mpfr_inf_p(scratch->y) && isinf(filtered))
        return;
    ck_assert_msg((signbit(filtered) != 0) == (mpfr_signbit(scratch->y) != 0), "%s: the sign at %a", q->function->name,
                  x);
    expect_side(q, scratch, filtered, x);
    /* Results below FILTER_LEAST come out as any but 0, above the range of double as its largest number. */
    ck_assert_int_eq(filtered == 0, exactly_zero);
    if (fabs(filtered) < FILTER_LEAST || fabs(filtered) >= 0x1p1023) {
        const double exact = fabs(mpfr_get_d(scratch->y, MPFR_RNDN));
        ck_assert(fabs(filtered) < 1 ? exact < 2 * FILTER_LEAST : exact > 0x1p1022);
        return;
    }
    mpfr_sub_d(scratch->rest, scratch->y, filtered, MPFR_RNDN);
    mpfr_div(scratch->rest, scratch->rest, scratch->y, MPFR_RNDN);
    ck_assert_msg(fabs(mpfr_get_d(scratch->rest, MPFR_RNDA)) <= r->filter_bound, "%s, op %d, alpha %g at %a: %g",
                  q->function->name, q->op, q->params.alpha, x, mpfr_get_d(scratch->rest, MPFR_RNDA));
}

static void expect_filter(const question *q)
{
    exact_scratch scratch;
    exact_scratch_init(&scratch);
    q->function->ops[q->op].filter(inputs_of_filter, side_values[0], side_values[1], INPUTS, &q->params);
    for (size_t i = 0; i < INPUTS; i++) {
        expect_value(q, &scratch, side_values[0][i], inputs_of_filter[i]);
        expect_value(q, &scratch, side_values[1][i], -inputs_of_filter[i]);
    }
    exact_scratch_clear(&scratch);
}

static void expect_filters_of(const vector_math_table *math)
{
    seams_set(&(seams){.math = math});
    size_t count;
    params cases[CASES_MAX];
    const function *const *all = function_all(&count);
    for (size_t i = 0; i < count; i++)
        for (op o = 0; o < OP_COUNT; o++)
            for (size_t a = 0; a < parameter_cases(all[i], cases); a++)
                if (all[i]->ops[o].filter != NULL) {
                    const question q = question_of(all[i], o, DTYPE_F32, &cases[a]);
                    expect_filter(&q);
                }
    seams_set(&(seams){0});
}

START_TEST(filters_keep_their_bound_and_their_side)
{
    draw_inputs();
    size_t count;
    const vector_math_table *const *math = seams_math(&count);
    for (size_t i = 0; i < count; i++)
        expect_filters_of(math[i]);
}
END_TEST

/* A filter works on any number of elements, the rest of a vector too, and in place of its input. */
START_TEST(vector_functions_take_any_length)
{
    size_t count;
    const vector_math_table *const *math = seams_math(&count);
    for (size_t i = 0; i < count; i++) {
        vector_function *const functions[] = {math[i]->exp, math[i]->expm1, math[i]->log1p, math[i]->erf,
                                              math[i]->erfc};
        for (size_t k = 0; k < 5; k++)
            for (size_t n = 0; n < 20; n++) {
                double x[20], whole[20], part[21];
                for (size_t j = 0; j < 20; j++)
                    x[j] = 0.25 * (double)j;
                functions[k](x, whole, 20);
                part[n] = -7;
                functions[k](x, part, n);
                ck_assert_mem_eq(part, whole, n * sizeof *part);
                ck_assert_double_eq(part[n], -7);
                functions[k](x, x, n);
                ck_assert_mem_eq(x, whole, n * sizeof *x);
            }
    }
}
END_TEST

SUITE(reference_filter, 120, filters_keep_their_bound_and_their_side, vector_functions_take_any_length);
