/* A kernel that is right but for one planted error: the row must tell exactly that, and nothing else. */
#include "accuracy/oracle.h"
#include "accuracy/planted.h"
#include "suite.h"
#include "support/length.h"
#include "support/status.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Where the error is planted, and how many floats away from the correctly rounded result. */
typedef struct place {
    const char *function;
    op op;
    double x;
    int64_t off;
} place;

enum { REACH = 3000, RANGES = 3 };

/* Inputs around a place in three segments, cut at the place itself. */
static void ranges_around(const float_format *f, uint64_t x, magnitude_range ranges[RANGES])
{
    const uint64_t magnitude = x & f->last;
    const uint64_t first = magnitude > REACH ? magnitude - REACH : 0;
    const uint64_t last = f->last - magnitude > REACH ? magnitude + REACH : f->last;
    ranges[0] = (magnitude_range){first, magnitude - first};
    ranges[1] = (magnitude_range){magnitude, (last - magnitude) / 2 + 1};
    ranges[2] = (magnitude_range){magnitude + ranges[1].count, last - magnitude - ranges[1].count + 1};
}

/* An assay of the inputs around x; the ranges must outlive it. */
static assay assay_around(const char *function, op operation, dtype type, uint64_t x, magnitude_range ranges[RANGES])
{
    assay t = assay_of(function, operation, type, 0);
    ranges_around(format_of(type), x, ranges);
    const size_t empty = ranges[0].count == 0 ? 1 : 0;
    t.seams.ranges = ranges + empty;
    t.seams.range_count = RANGES - empty;
    return t;
}

/* The direction of growing magnitude from one to the next. */
static int slope_between(const question *q, bool negative, uint64_t magnitude)
{
    const int direction = traits_direction(&q->traits, negative, format_value(q->format, magnitude),
                                           format_value(q->format, magnitude + 1));
    return negative ? -direction : direction;
}

/* How many steps between neighbours the planted result turns around; where the rest is right, no other does. */
static uint64_t steps_turned(const assay *t, uint64_t x, uint64_t got)
{
    const question q = assay_question(t);
    const bool negative = x > q.format->last;
    const uint64_t magnitude = x & q.format->last;
    const double here = format_value(q.format, got);
    uint64_t count = 0;
    if (magnitude > 0 && magnitude <= q.format->infinity) {
        const int slope = slope_between(&q, negative, magnitude - 1);
        count += slope * here < slope * format_value(q.format, correct_bits(t, x - 1));
    }
    if (magnitude < q.format->infinity) {
        const int slope = slope_between(&q, negative, magnitude);
        count += slope * format_value(q.format, correct_bits(t, x + 1)) < slope * here;
    }
    return count;
}

static uint64_t pairs_broken(const assay *t, uint64_t x, uint64_t got)
{
    const question q = assay_question(t);
    const double here = format_value(q.format, got);
    const double there = format_value(q.format, correct_bits(t, x ^ (q.format->last + 1)));
    if (q.traits.symmetry == SYMMETRY_NONE || isnan(here))
        return 0;
    if (q.traits.symmetry == SYMMETRY_ODD || q.traits.symmetry == SYMMETRY_EVEN)
        return here != (q.traits.symmetry == SYMMETRY_ODD ? -there : there);
    const double at = format_value(q.format, x);
    const double missed = fabs(q.traits.symmetry == SYMMETRY_SUM ? (here - q.traits.sum) + there : (here - at) - there);
    const double half_of_binade_0 = ldexp(1, -q.format->precision);
    return missed > half_of_binade_0 * (ldexp(1, ilogb(here)) + ldexp(1, ilogb(there)));
}

/* The row with the error planted, held against what is expected of it; without it there is nothing to tell. */
static accuracy_row expect_planted(const assay *t, uint64_t x, uint64_t got)
{
    const float_format *f = format_of(t->dtype);
    const accuracy_row clean = planted_run(t, &(planted){0}).row;
    ck_assert(!(clean.max_ulp > 0.5)); /* a NaN where no result is finite */
    ck_assert_uint_eq(clean.misrounded + clean.faults + clean.non_monotone + clean.asymmetric + clean.wrong_zero_sign,
                      0);

    const accuracy_row row = planted_run(t, &(planted){.plants = {{x, got}}, .count = 1}).row;
    const double expected = oracle_ulp(t, x, got);
    const bool fault = isnan(expected), off = expected > 0.5;
    char name[TEXT_SHORT], bits[TEXT_SHORT], result[TEXT_SHORT];
    format_print_value(f, x, name, sizeof name);
    format_print_bits(f, x, bits, sizeof bits);
    format_print_value(f, got, result, sizeof result);
    ck_assert_uint_eq(row.n, clean.n);
    ck_assert_uint_eq(row.non_monotone, steps_turned(t, x, got));
    ck_assert_uint_eq(row.asymmetric, pairs_broken(t, x, got));
    ck_assert_uint_eq(row.faults, fault);
    ck_assert_str_eq(row.first_fault_x, fault ? name : "");
    ck_assert_uint_eq(row.misrounded, off);
    if (off) {
        ck_assert_double_eq(row.max_ulp, expected);
        ck_assert_str_eq(row.max_ulp_x_bits, bits);
        ck_assert_str_eq(row.max_ulp_x, name);
        ck_assert_str_eq(row.max_ulp_got, result);
    } else {
        ck_assert(!(row.max_ulp > 0.5));
    }
    return row;
}

static accuracy_row expect_moved(dtype type, const place *p)
{
    const uint64_t x = format_encode(format_of(type), p->x);
    magnitude_range ranges[RANGES];
    const assay t = assay_around(p->function, p->op, type, x, ranges);
    return expect_planted(&t, x, correct_bits(&t, x) + (uint64_t)p->off);
}

static void expect_errors(dtype type, const place *places, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const accuracy_row row = expect_moved(type, &places[i]);
        /* A float in the binade below counts half, in the one above double. */
        const double k = fabs((double)places[i].off);
        ck_assert_double_ge(row.max_ulp, k / 2 - 0.5);
        ck_assert_double_le(row.max_ulp, k * 2 + 0.5);
    }
}

START_TEST(f32_errors_of_k_ulp)
{
    static const place places[] = {
        {"sigmoid", OP_FORWARD, 0x1.4p0, 1},
        {"sigmoid", OP_FORWARD, -0x1.4p0, -2},
        {"sigmoid", OP_FORWARD, -100, 1000},         /* subnormal result */
        {"sigmoid", OP_GRADIENT, 0x1p-130, -1},      /* subnormal input; the result is just below 1/4 */
        {"tanh", OP_FORWARD, 0x1p-130, 1},           /* both subnormal */
        {"tanh", OP_FORWARD, -0x1p-1, 1000},         /* the first of a binade */
        {"tanh", OP_GRADIENT, 0x1.fffffep-2, 2},     /* the last of one */
        {"exp", OP_FORWARD, 0x1.62e43p-1, 1},        /* beside a result of 2 */
        {"exp", OP_FORWARD, 0x1.62e42ep-1, -1},      /* the same from below */
        {"exp", OP_FORWARD, -0x1.62e43p-1, -2},      /* beside 1/2 */
        {"exp", OP_FORWARD, 0x1.62e42ep6, -1},       /* the last finite result */
        {"exp", OP_FORWARD, -0x1.9p6, 1},            /* subnormal */
        {"expm1", OP_FORWARD, -0x1p-149, 1},         /* the smallest there is */
        {"log1p", OP_FORWARD, -0x1.fffffep-1, 1000}, /* beside the pole */
        {"erf", OP_FORWARD, 0x1p1, -1},
        {"elu", OP_FORWARD, -0x1p-126, 2}, /* the smallest normal number */
        {"prelu", OP_FORWARD, -0x1p-126, 1},
        {"relu", OP_FORWARD, 0x1.fffffep127, -1},
    };
    expect_errors(DTYPE_F32, places, LENGTH(places));
}
END_TEST

START_TEST(f64_errors_of_k_ulp)
{
    static const place places[] = {
        {"sigmoid", OP_FORWARD, 1.5, 1},
        {"sigmoid", OP_FORWARD, -600, 2},
        {"sigmoid", OP_FORWARD, -740, 1000}, /* subnormal result */
        {"sigmoid", OP_GRADIENT, -3, -1000},
        {"tanh", OP_FORWARD, 0x1p-1060, 1},
        {"tanh", OP_FORWARD, -0x1p-1022, -1},         /* into the subnormals */
        {"exp", OP_FORWARD, 0x1.62e42fefa39efp9, -2}, /* the last finite result */
        {"exp", OP_FORWARD, 0x1.62e42fefa39efp-1, 1}, /* beside a result of 2 */
        {"exp", OP_FORWARD, -300, 1000},
        {"erf", OP_FORWARD, -0x1p-30, 1},
        {"log1p", OP_FORWARD, 0x1p1023, -1},
        {"expm1", OP_FORWARD, -0x1p-1074, 1},
        {"elu", OP_FORWARD, -0x1.fffffffffffffp-600, 2},
        {"leaky_relu", OP_FORWARD, -0x1p1000, 1},
    };
    expect_errors(DTYPE_F64, places, LENGTH(places));
}
END_TEST

START_TEST(overflow_where_none_is_due)
{
    static const double last_finite[DTYPE_COUNT] = {[DTYPE_F32] = 0x1.62e42ep6, [DTYPE_F64] = 0x1.62e42fefa39efp9};
    for (dtype type = DTYPE_F32; type <= DTYPE_F64; type++) {
        const float_format *f = format_of(type);
        const uint64_t x = format_encode(f, last_finite[type]);
        magnitude_range ranges[RANGES];
        const assay t = assay_around("exp", OP_FORWARD, type, x, ranges);
        expect_planted(&t, x, f->infinity);
        /* One float later infinity is right, and the largest number is not. */
        ck_assert_uint_eq(correct_bits(&t, x + 1), f->infinity);
        expect_planted(&t, x + 1, f->infinity - 1);
    }
}
END_TEST

START_TEST(faults_are_counted_apart)
{
    static const struct {
        const char *function;
        dtype dtype;
        double x, got;
    } faults[] = {
        {"exp", DTYPE_F32, 1.25, NAN},
        {"sigmoid", DTYPE_F32, -0x1p-149, NAN},
        {"sigmoid", DTYPE_F32, -0.0, NAN},
        {"tanh", DTYPE_F32, -3, HUGE_VAL},
        {"exp", DTYPE_F32, 100, -HUGE_VAL},
        {"exp", DTYPE_F32, HUGE_VAL, 0x1.fffffep127},
        {"log1p", DTYPE_F32, -2, 0},        /* where a NaN is due */
        {"log1p", DTYPE_F32, -1, -0x1p127}, /* where an infinity is due */
        {"relu", DTYPE_F32, NAN, 0},        /* a NaN that is dropped is no step down from infinity */
        {"relu", DTYPE_F32, HUGE_VAL, -HUGE_VAL},
        {"tanh", DTYPE_F64, 1, NAN},
        {"exp", DTYPE_F64, 0x1p-1074, NAN},
        {"exp", DTYPE_F64, HUGE_VAL, 0},
        {"exp", DTYPE_F64, NAN, 1},
        {"log1p", DTYPE_F64, -1, 0},
    };
    for (size_t i = 0; i < LENGTH(faults); i++) {
        const float_format *f = format_of(faults[i].dtype);
        const uint64_t x = format_encode(f, faults[i].x), got = format_encode(f, faults[i].got);
        magnitude_range ranges[RANGES];
        const assay t = assay_around(faults[i].function, OP_FORWARD, faults[i].dtype, x, ranges);
        ck_assert(isnan(oracle_ulp(&t, x, got)));
        expect_planted(&t, x, got);
    }
}
END_TEST

/* The first NaN follows infinity: what a kernel makes of it is no step down. */
START_TEST(there_is_no_step_from_infinity_to_a_nan)
{
    for (dtype type = DTYPE_F32; type <= DTYPE_F64; type++) {
        const float_format *f = format_of(type);
        magnitude_range ranges[RANGES];
        const assay t = assay_around("relu", OP_FORWARD, type, f->infinity, ranges);
        const accuracy_row row = planted_run(&t, &(planted){.plants = {{f->infinity + 1, 0}}, .count = 1}).row;
        ck_assert_uint_eq(row.faults, 1);
        ck_assert_uint_eq(row.non_monotone, 0);
    }
}
END_TEST

/* A zero of the wrong sign where the exact value is zero, or so small that it rounds to zero. */
START_TEST(a_wrong_zero_sign_is_no_error)
{
    static const struct {
        const char *function;
        dtype dtype;
        double x, got;
    } zeros[] = {
        {"tanh", DTYPE_F32, 0, -0.0},          {"tanh", DTYPE_F32, -0.0, 0},  {"relu", DTYPE_F32, -1, -0.0},
        {"exp", DTYPE_F32, -120, -0.0},        {"prelu", DTYPE_F32, -0.0, 0}, {"expm1", DTYPE_F64, -0.0, 0},
        {"sigmoid", DTYPE_F64, -0x1p10, -0.0},
    };
    for (size_t i = 0; i < LENGTH(zeros); i++) {
        const float_format *f = format_of(zeros[i].dtype);
        const uint64_t x = format_encode(f, zeros[i].x);
        magnitude_range ranges[RANGES];
        const assay t = assay_around(zeros[i].function, OP_FORWARD, zeros[i].dtype, x, ranges);
        const accuracy_row row = expect_planted(&t, x, format_encode(f, zeros[i].got));
        ck_assert_uint_eq(row.wrong_zero_sign, 1);
    }
}
END_TEST

START_TEST(one_asymmetric_pair)
{
    static const place places[] = {
        {"tanh", OP_FORWARD, -0.75, 1}, {"tanh", OP_GRADIENT, 0.75, -1}, {"sigmoid", OP_FORWARD, 0.75, 2}};
    for (size_t i = 0; i < LENGTH(places); i++)
        for (dtype type = DTYPE_F32; type <= DTYPE_F64; type++)
            ck_assert_uint_eq(expect_moved(type, &places[i]).asymmetric, 1);
}
END_TEST

/* Where many inputs share a result, one float up makes exactly one step down. */
START_TEST(one_step_against_the_direction)
{
    static const place places[] = {{"sigmoid", OP_FORWARD, 6, 1},
                                   {"sigmoid", OP_GRADIENT, 0x1p-3, -1},
                                   {"exp", OP_FORWARD, -0x1p-3, 1},
                                   {"elu", OP_GRADIENT, -0x1p-4, -1}};
    for (size_t i = 0; i < LENGTH(places); i++)
        for (dtype type = DTYPE_F32; type <= DTYPE_F64; type++)
            ck_assert_uint_eq(expect_moved(type, &places[i]).non_monotone, 1);
}
END_TEST

/* The smallest magnitude in the range from low (not saturated) to high whose correct result is the limit. */
static uint64_t saturation(const assay *t, uint64_t low, uint64_t high, double limit)
{
    while (high - low > 1) {
        const uint64_t middle = low + (high - low) / 2;
        *(format_value(format_of(t->dtype), correct_bits(t, middle)) == limit ? &high : &low) = middle;
    }
    return high;
}

static void expect_saturation(const char *text, const float_format *f, uint64_t magnitude)
{
    char expected[TEXT_SHORT];
    format_print_value(f, magnitude, expected, sizeof expected);
    ck_assert_str_eq(text, expected);
}

START_TEST(a_saturation_point_that_moved)
{
    for (dtype type = DTYPE_F32; type <= DTYPE_F64; type++) {
        const float_format *f = format_of(type);
        const assay whole = assay_of("sigmoid", OP_FORWARD, type, 0);
        const uint64_t due = saturation(&whole, format_encode(f, 1), format_encode(f, 100), 1);
        magnitude_range ranges[RANGES];
        const assay t = assay_around("sigmoid", OP_FORWARD, type, due, ranges);
        expect_saturation(planted_run(&t, &(planted){0}).row.saturate_hi_x, f, due);

        const accuracy_row early =
            planted_run(&t, &(planted){.saturate = true, .saturate_from = due - 1000, .limit = 1}).row;
        expect_saturation(early.saturate_hi_x, f, due - 1000);
        ck_assert_str_eq(early.saturate_lo_x, "");
        ck_assert_uint_eq(early.misrounded, 1000);

        const uint64_t below_1 = format_encode(f, 1) - 1;
        const accuracy_row late =
            planted_run(&t, &(planted){.plants = {{due, below_1}, {due + 1, below_1}}, .count = 2}).row;
        expect_saturation(late.saturate_hi_x, f, due + 2);
        ck_assert_uint_eq(late.misrounded, 2);
    }
}
END_TEST

/* A result at the origin that equals the limit is no saturation, and hides none. */
START_TEST(the_limit_at_the_origin_is_no_saturation)
{
    const float_format *f = format_of(DTYPE_F32);
    magnitude_range ranges[RANGES];
    const assay t = assay_around("sigmoid", OP_GRADIENT, DTYPE_F32, 0, ranges);
    ck_assert_str_eq(planted_run(&t, &(planted){.plants = {{0, 0}}, .count = 1}).row.saturate_hi_x, "");
    expect_saturation(planted_run(&t, &(planted){.plants = {{0, 0}, {5, 0}}, .count = 2}).row.saturate_hi_x, f, 5);
}
END_TEST

START_TEST(a_write_outside_the_elements)
{
    static const long places[] = {-8, -1, 1, 2, 8};
    for (dtype type = DTYPE_F32; type <= DTYPE_F64; type++) {
        const assay t = assay_of("tanh", OP_FORWARD, type, 1);
        for (size_t i = 0; i < LENGTH(places); i++)
            ck_assert_uint_eq(planted_run(&t, &(planted){.write_at = places[i]}).offence.kind, OFFENCE_OVERRUN);
        ck_assert_uint_eq(planted_run(&t, &(planted){0}).offence.kind, OFFENCE_NONE);
    }
}
END_TEST

static void nothing_but_nans(const float *x, float *y, size_t n, const params *p)
{
    (void)x;
    (void)p;
    for (size_t i = 0; i < n; i++)
        y[i] = NAN;
}

/* Where every result is a fault there is no error to state; a claimed bound is broken all the same. */
START_TEST(a_fault_breaks_a_claim)
{
    const assay t = assay_of("sigmoid", OP_FORWARD, DTYPE_F32, 1000);
    accuracy_row row = assay_f32(&t, nothing_but_nans).row;
    ck_assert(isnan(row.max_ulp) && isnan(row.max_abs) && isnan(row.max_rel) && isnan(row.mean_ulp));
    ck_assert(!accuracy_row_breaks_claim(&row));
    row.claimed_bound_ulp = 1;
    ck_assert(accuracy_row_breaks_claim(&row));
    row = (accuracy_row){.max_ulp = 1, .claimed_bound_ulp = 1};
    ck_assert(!accuracy_row_breaks_claim(&row));
    row.max_ulp = 1.5;
    ck_assert(accuracy_row_breaks_claim(&row));
}
END_TEST

static int refuse(void *context, uint64_t segment, const void *bytes, size_t size)
{
    (void)segment;
    (void)bytes;
    (void)size;
    ++*(int *)context;
    return STATUS_MISSING;
}

/* As on a full disk, where each segment would say the same. */
START_TEST(a_segment_that_cannot_be_kept_ends_the_pass)
{
    const assay t = assay_of("sigmoid", OP_FORWARD, DTYPE_F32, 100);
    const implementation nans = {.name = "sigmoid/nans", .kernel.f32 = nothing_but_nans};
    const implementation *const only[] = {&nans};
    int asked = 0;
    pass p = {.question = assay_question(&t),
              .inputs = t.inputs,
              .threads = 2,
              .impls = only,
              .impl_count = 1,
              .keep = refuse,
              .context = &asked};
    p.inputs.format = p.question.format;
    findings found;
    bool complete;
    ck_assert_int_eq(pass_run(&p, &found, &complete), STATUS_MISSING);
    ck_assert(!complete);
    ck_assert_int_eq(asked, 1);
    findings_free(&found);
}
END_TEST

SUITE(accuracy_planted, 120, f32_errors_of_k_ulp, f64_errors_of_k_ulp, overflow_where_none_is_due,
      faults_are_counted_apart, there_is_no_step_from_infinity_to_a_nan, a_wrong_zero_sign_is_no_error,
      one_asymmetric_pair, one_step_against_the_direction, a_saturation_point_that_moved,
      the_limit_at_the_origin_is_no_saturation, a_write_outside_the_elements, a_fault_breaks_a_claim,
      a_segment_that_cannot_be_kept_ends_the_pass);
