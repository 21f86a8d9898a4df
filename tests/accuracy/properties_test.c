/* Each property planted at one input among correct ones: it is counted once, with that input and nothing
 * else. */
#include "accuracy/planted.h"
#include "suite.h"
#include "support/length.h"

#include <math.h>
#include <string.h>

enum { REACH = 1500 };

typedef struct plant_case {
    const char *function;
    op op;
    double x, got;
    property property;
    property also; /* a second property that the same plant shows; PROPERTY_COUNT: none */
} plant_case;

/* The place x lies in the middle of two segments, cut at x itself. */
static void ranges_around(const float_format *f, double x, magnitude_range ranges[2])
{
    const uint64_t magnitude = format_encode(f, fabs(x));
    const uint64_t before = magnitude < REACH ? magnitude : REACH;
    ranges[0] = (magnitude_range){magnitude - before, before + 1};
    ranges[1] = (magnitude_range){magnitude + 1, REACH};
}

static tally planted_tally(const assay *t, const planted *p)
{
    planted_set(t, p);
    const implementation impl = {.name = "test/planted", .op = t->op, .dtype = t->dtype, .kernel.f32 = planted_f32};
    const implementation wide = {.name = "test/planted", .op = t->op, .dtype = t->dtype, .kernel.f64 = planted_f64};
    return assay_tally(t, t->dtype == DTYPE_F32 ? &impl : &wide);
}

static void expect_seen(dtype type, const plant_case *c)
{
    const float_format *f = format_of(type);
    magnitude_range ranges[2];
    ranges_around(f, c->x, ranges);
    assay t = assay_of(c->function, c->op, type, 0);
    t.seams.ranges = ranges;
    t.seams.range_count = 2;
    const uint64_t x = format_encode(f, c->x), got = format_encode(f, c->got);
    const tally clean = planted_tally(&t, &(planted){0});
    const tally dirty = planted_tally(&t, &(planted){.plants = {{x, got}}, .count = 1});
    for (property i = 0; i < PROPERTY_COUNT; i++) {
        const sighting *before = &clean.seen[i], *after = &dirty.seen[i];
        const bool moved = i == PROPERTY_NON_MONOTONE || i == PROPERTY_ASYMMETRIC || i == PROPERTY_SATURATED;
        const uint64_t expected = i == c->property || i == c->also ? 1 : 0;
        if (i == c->property || !moved)
            ck_assert_msg(after->count - before->count == expected, "%s %s at %a: %s is seen %d times more",
                          c->function, op_names[c->op], c->x, property_texts[i].name,
                          (int)(after->count - before->count));
    }
    if (clean.seen[c->property].count == 0) {
        ck_assert_uint_eq(dirty.seen[c->property].x, x);
        ck_assert_uint_eq(dirty.seen[c->property].got, got);
    }
}

static const plant_case plants[] = {
    {"sigmoid", OP_FORWARD, 1, NAN, PROPERTY_FAULT, PROPERTY_COUNT},
    {"sigmoid", OP_FORWARD, 200, NAN, PROPERTY_FAULT, PROPERTY_COUNT},
    {"relu", OP_FORWARD, -1, NAN, PROPERTY_FAULT, PROPERTY_COUNT},
    {"sigmoid", OP_FORWARD, 5, 1.5, PROPERTY_OUT_OF_RANGE, PROPERTY_COUNT},
    {"sigmoid", OP_FORWARD, 200, 1.5, PROPERTY_OUT_OF_RANGE, PROPERTY_COUNT},
    {"sigmoid", OP_FORWARD, -5, -0x1p-20, PROPERTY_OUT_OF_RANGE, PROPERTY_COUNT},
    {"tanh", OP_FORWARD, 4, INFINITY, PROPERTY_OUT_OF_RANGE, PROPERTY_COUNT},
    {"relu", OP_FORWARD, -7, -7, PROPERTY_OUT_OF_RANGE, PROPERTY_COUNT},
    {"sigmoid", OP_FORWARD, -20000, -0.0, PROPERTY_WRONG_ZERO_SIGN, PROPERTY_COUNT},
    {"relu", OP_FORWARD, -3, -0.0, PROPERTY_WRONG_ZERO_SIGN, PROPERTY_COUNT},
    {"tanh", OP_FORWARD, 0.0, -0.0, PROPERTY_WRONG_ZERO_SIGN, PROPERTY_COUNT},
    {"tanh", OP_FORWARD, 1, 1, PROPERTY_SATURATED_EARLY, PROPERTY_COUNT},
    {"tanh", OP_FORWARD, -1, -1, PROPERTY_SATURATED_EARLY, PROPERTY_COUNT},
    {"sigmoid", OP_FORWARD, 3, 1, PROPERTY_SATURATED_EARLY, PROPERTY_COUNT},
    {"sigmoid", OP_GRADIENT, -3, 0, PROPERTY_SLOPE_LOST, PROPERTY_SATURATED_EARLY},
    {"sigmoid", OP_GRADIENT, 3, -0.125, PROPERTY_SLOPE_REVERSED, PROPERTY_OUT_OF_RANGE},
    {"relu", OP_GRADIENT, 2, 0, PROPERTY_SLOPE_LOST, PROPERTY_COUNT},
    {"relu", OP_GRADIENT, -2, 1, PROPERTY_SLOPE_INVENTED, PROPERTY_COUNT},
    {"relu", OP_GRADIENT, -2, 0x1p-60, PROPERTY_SLOPE_INVENTED, PROPERTY_COUNT},
};

static const plant_case f32_plants[] = {
    {"sigmoid", OP_FORWARD, -90, 0, PROPERTY_SUBNORMAL_FLUSHED, PROPERTY_SATURATED_EARLY},
    {"sigmoid", OP_FORWARD, -90, 0x1p-126, PROPERTY_SUBNORMAL_FLUSHED, PROPERTY_COUNT},
    {"sigmoid", OP_FORWARD, -90, 0x1p-127, PROPERTY_COUNT, PROPERTY_COUNT},
    {"tanh", OP_FORWARD, 0x1p-140, 0, PROPERTY_SUBNORMAL_FLUSHED, PROPERTY_COUNT},
    {"relu", OP_FORWARD, 0x1.8p-130, 0, PROPERTY_SUBNORMAL_FLUSHED, PROPERTY_COUNT},
};

static void expect_all(dtype type, const plant_case *cases, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (cases[i].property < PROPERTY_COUNT)
            expect_seen(type, &cases[i]);
}

START_TEST(f32_properties_are_seen_where_they_are_planted)
{
    expect_all(DTYPE_F32, plants, LENGTH(plants));
    expect_all(DTYPE_F32, f32_plants, LENGTH(f32_plants));
}
END_TEST

START_TEST(f64_properties_are_seen_where_they_are_planted)
{
    expect_all(DTYPE_F64, plants, LENGTH(plants));
}
END_TEST

/* Monotonicity and symmetry name a pair: the first input of it, and the other's result. */
START_TEST(pairs_are_named_by_both_results)
{
    const float_format *f = format_of(DTYPE_F32);
    magnitude_range ranges[2];
    ranges_around(f, 1, ranges);
    assay t = assay_of("tanh", OP_FORWARD, DTYPE_F32, 0);
    t.seams.ranges = ranges;
    t.seams.range_count = 2;
    const uint64_t one = format_encode(f, 1), low = format_encode(f, 0.25), sign = f->last + 1;
    const tally up = planted_tally(&t, &(planted){.plants = {{one, low}}, .count = 1});
    const sighting *step = &up.seen[PROPERTY_NON_MONOTONE], *pair = &up.seen[PROPERTY_ASYMMETRIC];
    ck_assert_uint_eq(step->count, 1);
    ck_assert_uint_eq(step->x, one - 1);
    ck_assert_uint_eq(step->got, correct_bits(&t, one - 1));
    ck_assert_uint_eq(step->other, low);
    ck_assert_uint_eq(pair->count, 1);
    ck_assert_uint_eq(pair->x, one);
    ck_assert_uint_eq(pair->got, low);
    ck_assert_uint_eq(pair->other, correct_bits(&t, one | sign));
    const tally down = planted_tally(&t, &(planted){.plants = {{one | sign, low}}, .count = 1});
    ck_assert_uint_eq(down.seen[PROPERTY_ASYMMETRIC].x, one);
    ck_assert_uint_eq(down.seen[PROPERTY_ASYMMETRIC].other, low);
    ck_assert_uint_eq(down.seen[PROPERTY_NON_MONOTONE].x, (one - 1) | sign);
}
END_TEST

/* What a kernel makes of one NaN; the others come out quiet with sign and payload. */
static uint32_t special_nan, special_answer;

static void nan_kernel(const float *x, float *y, size_t n, const params *p)
{
    (void)p;
    for (size_t i = 0; i < n; i++) {
        uint32_t bits;
        memcpy(&bits, &x[i], sizeof bits);
        bits = bits == special_nan ? special_answer : bits | 0x00400000;
        memcpy(&y[i], &bits, sizeof bits);
    }
}

START_TEST(nan_policy_is_told_bit_by_bit)
{
    static const struct {
        uint32_t nan, answer;
        property property;
        uint32_t other;
    } cases[] = {
        {0x7fc12345, 0x7fc00000, PROPERTY_NAN_PAYLOAD_CHANGED, 0x7fc12345},
        {0xffc12345, 0x7fc12345, PROPERTY_NAN_SIGN_CHANGED, 0xffc12345},
        {0x7f812345, 0x7f812345, PROPERTY_NAN_LEFT_SIGNALING, 0x7fc12345},
        {0x7fc12345, 0x3f800000, PROPERTY_FAULT, 0x7fc12345},
        {0x7fc12345, 0x7f800000, PROPERTY_FAULT, 0x7fc12345},
    };
    for (size_t i = 0; i < LENGTH(cases); i++) {
        special_nan = cases[i].nan;
        special_answer = cases[i].answer;
        const magnitude_range range = {(special_nan & 0x7fffffff) - 1000, 2000};
        assay t = assay_of("relu", OP_FORWARD, DTYPE_F32, 0);
        t.seams.ranges = &range;
        t.seams.range_count = 1;
        const implementation impl = {.name = "test/nan", .dtype = DTYPE_F32, .kernel.f32 = nan_kernel};
        const tally got = assay_tally(&t, &impl);
        for (property p = 0; p < PROPERTY_COUNT; p++) {
            ck_assert_msg(got.seen[p].count == (p == cases[i].property), "%x: %s %d times", special_nan,
                          property_texts[p].name, (int)got.seen[p].count);
            if (p != cases[i].property)
                continue;
            ck_assert_uint_eq(got.seen[p].x, cases[i].nan);
            ck_assert_uint_eq(got.seen[p].got, cases[i].answer);
            ck_assert_uint_eq(got.seen[p].other, cases[i].other);
        }
    }
}
END_TEST

/* Far from the bends whole blocks are decided at their ends: an error inside one is found all the same. */
START_TEST(an_error_inside_a_level_block_is_found)
{
    static const struct {
        const char *function;
        op op;
        double x;
    } places[] = {
        {"sigmoid", OP_FORWARD, 0x1p-60},  {"sigmoid", OP_FORWARD, 60},    {"sigmoid", OP_FORWARD, -300},
        {"sigmoid", OP_GRADIENT, 0x1p-70}, {"tanh", OP_FORWARD, 0x1p-60},  {"tanh", OP_FORWARD, -0x1p-60},
        {"tanh", OP_FORWARD, -50},         {"exp", OP_FORWARD, 1000},      {"exp", OP_FORWARD, -1000},
        {"expm1", OP_FORWARD, 0x1p-60},    {"log1p", OP_FORWARD, 0x1p-60}, {"elu", OP_FORWARD, 5},
        {"elu", OP_FORWARD, -0x1p-60},     {"relu", OP_FORWARD, 5},        {"relu", OP_FORWARD, -5},
        {"leaky_relu", OP_FORWARD, 9},     {"erf", OP_FORWARD, 40},
    };
    const float_format *f = format_of(DTYPE_F32);
    for (size_t i = 0; i < LENGTH(places); i++) {
        magnitude_range ranges[2];
        ranges_around(f, places[i].x, ranges);
        assay t = assay_of(places[i].function, places[i].op, DTYPE_F32, 0);
        t.seams.ranges = ranges;
        t.seams.range_count = 2;
        const uint64_t x = format_encode(f, places[i].x), right = correct_bits(&t, x);
        const uint64_t wrong = (right & f->last) == f->infinity ? right - 1 : right + 1;
        const tally clean = planted_tally(&t, &(planted){0});
        const tally dirty = planted_tally(&t, &(planted){.plants = {{x, wrong}}, .count = 1});
        ck_assert_uint_eq(clean.misrounded, 0);
        ck_assert_msg(dirty.misrounded == 1, "%s at %a: %d misrounded", places[i].function, places[i].x,
                      (int)dirty.misrounded);
        ck_assert_uint_eq(dirty.max_ulp.x, x);
        ck_assert_uint_eq(dirty.max_ulp.got, wrong);
        ck_assert_uint_eq(dirty.measured, clean.measured);
    }
}
END_TEST

SUITE(accuracy_properties, 60, f32_properties_are_seen_where_they_are_planted,
      f64_properties_are_seen_where_they_are_planted, pairs_are_named_by_both_results, nan_policy_is_told_bit_by_bit,
      an_error_inside_a_level_block_is_found);
