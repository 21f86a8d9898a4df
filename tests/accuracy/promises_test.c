/* What COLUMNS.md promises of a column, held against kernels that are at fault in just that way. */
#include "accuracy/assay.h"
#include "suite.h"
#include "support/length.h"

#include <math.h>
#include <string.h>

/* Magnitudes of f32. */
static uint64_t at(double x)
{
    return format_encode(format_of(DTYPE_F32), x);
}

/* An assay of n magnitudes from x on; `range` must outlive it. */
static assay assay_from(const char *function, op operation, double x, uint64_t n, magnitude_range *range)
{
    assay t = assay_of(function, operation, DTYPE_F32, 0);
    *range = (magnitude_range){at(x), n};
    t.seams.ranges = range;
    t.seams.range_count = 1;
    return t;
}

static tally tally_of(const assay *t, kernel_f32 *kernel)
{
    return assay_tally(t,
                       &(implementation){.name = "test/kernel", .op = t->op, .dtype = DTYPE_F32, .kernel.f32 = kernel});
}

static void least_number(const float *x, float *y, size_t n, const params *p)
{
    (void)p;
    for (size_t i = 0; i < n; i++)
        y[i] = isnan(x[i]) ? x[i] : 0x1p-149F;
}

/* sigmoid' is nowhere 0 but at infinity, however far below the range of double it is: nothing is invented and
 * nothing reversed, by the filter as by MPFR. */
START_TEST(a_slope_below_the_range_of_double_is_none_of_0)
{
    static const char *const functions[] = {"sigmoid", "tanh", "exp", "elu"};
    for (size_t i = 0; i < LENGTH(functions); i++)
        for (int kind = REFERENCE_FILTERED; kind <= REFERENCE_MPFR; kind++) {
            magnitude_range range;
            assay t = assay_from(functions[i], OP_GRADIENT, 600, 3000, &range);
            t.reference = (reference_kind)kind;
            ck_assert_uint_eq(tally_of(&t, least_number).seen[PROPERTY_SLOPE_INVENTED].count, 0);
            range = (magnitude_range){at(INFINITY) - 3000, 3001};
            const sighting at_the_end = tally_of(&t, least_number).seen[PROPERTY_SLOPE_INVENTED];
            const bool even = i < 2; /* and infinity on both sides */
            ck_assert_uint_eq(at_the_end.count, even ? 2 : 1);
        }
}
END_TEST

static void negative_least(const float *x, float *y, size_t n, const params *p)
{
    (void)p;
    for (size_t i = 0; i < n; i++)
        y[i] = isnan(x[i]) ? x[i] : -0x1p-149F;
}

START_TEST(a_slope_below_the_range_of_double_has_a_sign)
{
    for (int kind = REFERENCE_FILTERED; kind <= REFERENCE_MPFR; kind++) {
        magnitude_range range;
        assay t = assay_from("sigmoid", OP_GRADIENT, 2000, 500, &range);
        t.reference = (reference_kind)kind;
        ck_assert_uint_eq(tally_of(&t, negative_least).seen[PROPERTY_SLOPE_REVERSED].count, 1000);
    }
}
END_TEST

static void faulty_twice(const float *x, float *y, size_t n, const params *p)
{
    (void)p;
    for (size_t i = 0; i < n; i++)
        y[i] = x[i] == 1.5F || x[i] == -1.25F ? NAN : x[i];
}

START_TEST(the_first_fault_is_the_one_nearest_to_0)
{
    magnitude_range range;
    const assay t = assay_from("relu", OP_FORWARD, 1, 1 << 23, &range);
    const accuracy_row row = assay_f32(&t, faulty_twice).row;
    ck_assert_uint_eq(row.faults, 2);
    ck_assert_str_eq(row.first_fault_x, "-0x1.4p+0");
    ck_assert_uint_eq(tally_of(&t, faulty_twice).seen[PROPERTY_FAULT].x, at(-1.25));
}
END_TEST

static void number_for_nan(const float *x, float *y, size_t n, const params *p)
{
    (void)p;
    for (size_t i = 0; i < n; i++)
        y[i] = isnan(x[i]) ? 0 : 1 / (1 + expf(-x[i]));
}

START_TEST(what_becomes_of_a_nan_is_no_asymmetry)
{
    magnitude_range range;
    assay t = assay_from("sigmoid", OP_FORWARD, INFINITY, 3000, &range);
    const accuracy_row row = assay_f32(&t, number_for_nan).row;
    ck_assert_uint_eq(row.faults, 2 * 2999);
    ck_assert_uint_eq(row.asymmetric, 0);
}
END_TEST

static void nan_with_payload(const float *x, float *y, size_t n, const params *p)
{
    (void)p;
    const uint32_t bits = 0xffc12345;
    for (size_t i = 0; i < n; i++)
        memcpy(&y[i], x[i] == 3 ? (const void *)&bits : (const void *)&x[i], sizeof y[i]);
}

START_TEST(a_nan_keeps_its_bits)
{
    magnitude_range range;
    assay t = assay_from("relu", OP_FORWARD, 3, 5, &range);
    ck_assert_uint_eq(tally_of(&t, nan_with_payload).seen[PROPERTY_FAULT].got, 0xffc12345);
}
END_TEST

static void two(const float *x, float *y, size_t n, const params *p)
{
    (void)p;
    for (size_t i = 0; i < n; i++)
        y[i] = isnan(x[i]) ? x[i] : 2;
}

START_TEST(a_constant_has_a_range_too)
{
    static const char *const functions[] = {"leaky_relu", "prelu"};
    for (size_t i = 0; i < LENGTH(functions); i++) {
        magnitude_range range;
        assay t = assay_from(functions[i], OP_GRADIENT, 1, 100, &range);
        t.alpha = 1;
        ck_assert_uint_eq(tally_of(&t, two).seen[PROPERTY_OUT_OF_RANGE].count, 200);
    }
}
END_TEST

static void far_off(const float *x, float *y, size_t n, const params *p)
{
    (void)p;
    for (size_t i = 0; i < n; i++)
        y[i] = x[i] > 0 ? 0x1p-60F : 0;
}

/* Errors of 2^89 ulps of the least number, and of 2^277 where the result is infinite. */
START_TEST(percentiles_of_large_errors_are_finite)
{
    magnitude_range range;
    assay t = assay_from("sigmoid", OP_GRADIENT, 200, 4000, &range);
    const accuracy_row row = assay_f32(&t, far_off).row;
    ck_assert_double_ge(row.p99_ulp * (1 + 1e-5), 0x1p89);
    ck_assert_double_le(row.p99_ulp, 0x1p89 * (1 + 1.0 / 32));
    ck_assert_double_le(row.p999_ulp, row.max_ulp * (1 + 1.0 / 32));
}
END_TEST

/* exp is subnormal in double from x = -708 on; alpha brings it back into its range. */
START_TEST(the_filter_is_within_its_bound_for_any_alpha)
{
    static const double alphas[] = {0x1p-149, 0.3, 1, 0x1.8p22, 0x1p23, -0x1p40, 0x1.fffffep127};
    exact_scratch scratch;
    exact_scratch_init(&scratch);
    for (size_t i = 0; i < LENGTH(alphas); i++)
        for (op o = OP_FORWARD; o <= OP_GRADIENT; o++) {
            const question q = question_of(function_find("elu"), o, DTYPE_F32, &(params){.alpha = alphas[i]});
            for (double x = 0x1p-140; x<0x1p120; x *= x> 600 && x < 800 ? 1.0009765625 : 1.75) {
                const double error = filter_error_at(&q, at((double)(float)x), &scratch);
                ck_assert_msg(error <= FILTER_BOUND, "elu %s, alpha %a: off by %g at %a", op_names[o], alphas[i], error,
                              x);
            }
        }
    exact_scratch_clear(&scratch);
}
END_TEST

static void slope_of_elu(const float *x, float *y, size_t n, const params *p)
{
    for (size_t i = 0; i < n; i++)
        y[i] = x[i] > 0 ? 1 : (float)(p->alpha * exp((double)x[i]));
}

/* Results of exactly 1 need no MPFR to tell on which side of 1 they are. */
START_TEST(a_constant_side_is_decided_without_mpfr)
{
    static const double alphas[] = {0.5, 1.7, 1, -3};
    for (size_t i = 0; i < LENGTH(alphas); i++) {
        assay t = assay_of("elu", OP_GRADIENT, DTYPE_F32, 60000);
        t.alpha = alphas[i];
        const accuracy_row row = assay_f32(&t, slope_of_elu).row;
        ck_assert_double_le(row.max_ulp, 0.51);
        ck_assert_msg(row.mpfr_checked < row.n / 10, "alpha %g: %llu of %llu by MPFR", alphas[i],
                      (unsigned long long)row.mpfr_checked, (unsigned long long)row.n);
    }
}
END_TEST

static float at_zero[2]; /* results at +0 and at -0 of what is otherwise the identity */

static void crossing_zero(const float *x, float *y, size_t n, const params *p)
{
    (void)p;
    for (size_t i = 0; i < n; i++)
        y[i] = x[i] == 0 ? at_zero[signbit(x[i]) != 0] : x[i];
}

/* leaky_relu with alpha = 1 grows through 0: a result at either zero beyond a neighbour's turns that step around,
 * whichever side the zero is on. */
START_TEST(a_step_across_zero_is_looked_at)
{
    static const struct {
        float at_zero[2];
        uint64_t differ, turned;
    } cases[] = {{{0, -0.0F}, 0, 0},         {{0x1p-148F, 0}, 1, 1},         {{0, 0x1p-148F}, 1, 1},
                 {{-0x1p-148F, 0}, 1, 1},    {{0, -0x1p-148F}, 1, 1},        {{0x1p-148F, 0x1p-148F}, 0, 1},
                 {{0x1p-149F, -0.0F}, 1, 0}, {{0x1p-148F, -0x1p-148F}, 1, 2}};
    for (size_t i = 0; i < LENGTH(cases); i++) {
        magnitude_range range;
        assay t = assay_from("leaky_relu", OP_FORWARD, 0, 3000, &range);
        t.alpha = 1;
        memcpy(at_zero, cases[i].at_zero, sizeof at_zero);
        const tally got = tally_of(&t, crossing_zero);
        ck_assert_msg(got.seen[PROPERTY_ZEROS_DIFFER].count == cases[i].differ &&
                          got.seen[PROPERTY_NON_MONOTONE].count == cases[i].turned,
                      "case %zu: %d differ, %d turned", i, (int)got.seen[PROPERTY_ZEROS_DIFFER].count,
                      (int)got.seen[PROPERTY_NON_MONOTONE].count);
    }
}
END_TEST

SUITE(accuracy_promises, 120, a_slope_below_the_range_of_double_is_none_of_0,
      a_slope_below_the_range_of_double_has_a_sign, the_first_fault_is_the_one_nearest_to_0,
      what_becomes_of_a_nan_is_no_asymmetry, a_nan_keeps_its_bits, a_constant_has_a_range_too,
      percentiles_of_large_errors_are_finite, the_filter_is_within_its_bound_for_any_alpha,
      a_constant_side_is_decided_without_mpfr, a_step_across_zero_is_looked_at);
