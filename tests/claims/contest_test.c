#include "claims/contest.h"
#include "claims/fixture.h"
#include "suite.h"

#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <math.h>
#include <string.h>

enum { TWENTY = 20 };

/* A series of one value a replication, around a middle. */
static series drawn(gsl_rng *random, double middle, double spread)
{
    series s = {.count = TWENTY, .runs = TWENTY};
    for (size_t i = 0; i < TWENTY; i++) {
        s.seed[i] = i;
        s.value[i] = middle + gsl_ran_gaussian(random, spread);
    }
    return s;
}

static finding find_between(judgement *j, const series *a, const series *b, double margin)
{
    const comparison c = compare(j, "a - b", a, b, false);
    return find(&c, margin);
}

/* Two activations that are one: with a spread of half a point between replications, as the digits have. */
START_TEST(one_thing_is_not_called_two)
{
    evidence none = {0};
    judgement *j = judgement_new(&none, "N33");
    gsl_rng *random = gsl_rng_alloc(gsl_rng_mt19937);
    size_t different = 0;
    for (size_t i = 0; i < 100; i++) {
        const series a = drawn(random, 0.03, 0.005), b = drawn(random, 0.03, 0.005);
        const finding f = find_between(j, &a, &b, measures[BY_ERROR].margin);
        different += f == LARGER || f == SMALLER;
    }
    ck_assert_uint_le(different, 5);
    gsl_rng_free(random);
    judgement_free(j);
}
END_TEST

START_TEST(a_difference_must_clear_the_margin)
{
    evidence none = {0};
    judgement *j = judgement_new(&none, "N33");
    gsl_rng *random = gsl_rng_alloc(gsl_rng_mt19937);
    const series base = drawn(random, 0, 0), large = drawn(random, 0.02, 0.002), small = drawn(random, 0.002, 0.001),
                 even = drawn(random, 0, 0);
    series wide = even;
    for (size_t i = 0; i < TWENTY; i++)
        wide.value[i] = i % 2 ? 0.03 : -0.02;
    ck_assert_int_eq(find_between(j, &large, &base, 0.005), LARGER);
    ck_assert_int_eq(find_between(j, &base, &large, 0.005), SMALLER);
    ck_assert_int_eq(find_between(j, &small, &base, 0.005), NEGLIGIBLE);
    ck_assert_int_eq(find_between(j, &wide, &base, 0.005), CANNOT_TELL);
    /* Real, but too small to matter. */
    const comparison c = compare(j, "small", &small, &base, false);
    ck_assert(is_real(&c));
    ck_assert_double_eq_tol(c.spread, 0.001, 0.0005);
    ck_assert_double_eq_tol(c.detectable, 2.8016 * c.spread / sqrt(TWENTY), 1e-6);
    gsl_rng_free(random);
    judgement_free(j);
}
END_TEST

START_TEST(ratios_clear_the_margin_both_ways)
{
    evidence none = {0};
    judgement *j = judgement_new(&none, "N27");
    gsl_rng *random = gsl_rng_alloc(gsl_rng_mt19937);
    const series base = drawn(random, 100, 1), more = drawn(random, 150, 2), same = drawn(random, 103, 1);
    comparison c = compare(j, "more", &more, &base, true);
    ck_assert_int_eq(find(&c, 1.1), LARGER);
    c = compare(j, "less", &base, &more, true);
    ck_assert_int_eq(find(&c, 1.1), SMALLER);
    c = compare(j, "same", &same, &base, true);
    ck_assert_int_eq(find(&c, 1.1), NEGLIGIBLE);
    ck_assert(is_real(&c));
    gsl_rng_free(random);
    judgement_free(j);
}
END_TEST

/* A run that ended in NaN is an outcome: it guesses. */
START_TEST(a_broken_run_counts_as_a_guess)
{
    evidence e = fixture_new();
    ck_assert_uint_gt(fixture_edit(&e, "training.csv", "experiment=accuracy activation=relu init=he seed=3",
                                   "test_accuracy= test_loss= status=nan"),
                      0);
    judgement *j = judgement_new(&e, "N34");
    const entrant relu = {.activation = "relu"};
    const series error = take_measure(j, &measures[BY_ERROR], &relu, FROM_OWN),
                 loss = take_measure(j, &measures[BY_LOSS], &relu, FROM_OWN);
    ck_assert_uint_eq(error.count, 12);
    ck_assert_double_eq_tol(error.value[3], 0.9, 1e-12);
    ck_assert_double_eq_tol(loss.value[3], log(10), 1e-12);
    ck_assert_uint_eq(error.broken, 1);
    char text[TEXT_NAME];
    describe_wrecks(&error, text, sizeof text);
    ck_assert_str_eq(text, "1 NaN of 12");
    judgement_free(j);
    evidence_free(&e);
}
END_TEST

/* Pairs that usually start alike are compared once for each kind of weights, others once more. */
START_TEST(each_pair_is_compared_from_each_start)
{
    static const char *const rivals[] = {"relu", "tanh"};
    evidence e = fixture_new();
    judgement *j = judgement_new(&e, "N27");
    const contest c = hold_contest(j, &measures[BY_STEPS], "elu", rivals, 2);
    ck_assert_uint_eq(c.count, 3 + 4);
    ck_assert(isnan(bout_of(&c, "relu", FROM_OWN).difference.estimate));
    ck_assert_double_eq_tol(bout_of(&c, "relu", FROM_XAVIER).difference.estimate, 5.0 / 3, 0.1);
    char text[TEXT_LONG * 4];
    describe_contest(&c, text, sizeof text);
    ck_assert_ptr_nonnull(strstr(text, "own weights: ahead of tanh (2"));
    ck_assert_ptr_nonnull(strstr(text, "xavier_4 weights: ahead of relu (1.6"));
    judgement_free(j);
    evidence_free(&e);
}
END_TEST

SUITE(claims_contest, 120, one_thing_is_not_called_two, a_difference_must_clear_the_margin,
      ratios_clear_the_margin_both_ways, a_broken_run_counts_as_a_guess, each_pair_is_compared_from_each_start);
