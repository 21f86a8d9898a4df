/* Percentiles against a sorted array; the candidates for the largest error against all of them; sums of
 * tallies. */
#include "judge/candidates.h"
#include "suite.h"
#include "support/length.h"
#include "truth/histogram.h"

#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <math.h>
#include <stdlib.h>

static histogram counted;

static int ascending(const void *left, const void *right)
{
    const double a = *(const double *)left, b = *(const double *)right;
    return a < b ? -1 : a > b;
}

static void expect_quantiles(double *errors, size_t n)
{
    static const double shares[] = {0.01, 0.5, 0.9, 0.99, 0.999, 1};
    counted = (histogram){0};
    for (size_t i = 0; i < n; i++)
        counted.count[histogram_bin(errors[i])]++;
    qsort(errors, n, sizeof *errors, ascending);
    for (size_t i = 0; i < LENGTH(shares); i++) {
        const double exact = errors[(size_t)ceil(shares[i] * (double)n) - 1];
        const double given = histogram_quantile(&counted, shares[i]);
        ck_assert_double_ge(given, exact);
        ck_assert_double_le(given, fmax(exact * (1 + 1.0 / HISTOGRAM_PER_OCTAVE) * (1 + 1e-15), 0x1p-12));
    }
}

START_TEST(percentiles_are_those_of_the_sorted_errors)
{
    enum { N = 20000 };
    double *errors = malloc(N * sizeof *errors);
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    for (int spread = 0; spread < 5; spread++) {
        for (size_t i = 0; i < N; i++)
            errors[i] = exp(gsl_ran_gaussian(rng, 2 * spread)) * gsl_rng_uniform(rng);
        expect_quantiles(errors, N);
        expect_quantiles(errors, 7);
        expect_quantiles(errors, 1);
    }
    gsl_rng_free(rng);
    free(errors);
}
END_TEST

START_TEST(bins_and_edges_fit)
{
    for (size_t bin = 0; bin + 1 < HISTOGRAM_BINS; bin++) {
        const double edge = histogram_edge(bin);
        ck_assert_int_eq(histogram_bin(edge * (1 - 1e-15)), (int64_t)bin);
        ck_assert_int_eq(histogram_bin(edge * (1 + 1e-15)), (int64_t)bin + 1);
    }
    ck_assert_int_eq(histogram_bin(0), 0);
    ck_assert_int_eq(histogram_bin(HUGE_VAL), HISTOGRAM_BINS - 1);
    /* Errors that are common are far from any edge. */
    for (double e = 0.5; e <= 64; e += 0.5)
        ck_assert_int_eq(histogram_bin(e * (1 - 1e-6)), histogram_bin(e * (1 + 1e-6)));
}
END_TEST

START_TEST(an_empty_histogram_and_an_endless_error)
{
    counted = (histogram){0};
    ck_assert_double_nan(histogram_quantile(&counted, 0.5));
    counted.count[HISTOGRAM_BINS - 1] = 1;
    ck_assert_double_infinite(histogram_quantile(&counted, 0.5));
}
END_TEST

/* Every value within the bounds of the largest is kept, in order, up to the room; so is the first largest
 * itself. */
static void expect_candidates(const double *values, size_t n, double bound)
{
    candidates c = candidates_none();
    double largest = -1;
    size_t first = 0, close = 0, found = 0;
    for (size_t i = 0; i < n; i++) {
        candidates_offer(&c, values[i], bound, i, 2 * i);
        if (values[i] > largest) {
            largest = values[i];
            first = i;
        }
    }
    for (size_t i = 0; i < n; i++)
        close += values[i] >= largest - 2 * bound;
    bool has_first = false;
    for (size_t k = 0; k < c.count; k++) {
        ck_assert_double_eq(c.kept[k].value, values[c.kept[k].x]);
        ck_assert_uint_eq(c.kept[k].got, 2 * c.kept[k].x);
        ck_assert_double_ge(c.kept[k].value, largest - 2 * bound);
        ck_assert(k == 0 || c.kept[k].x > c.kept[k - 1].x);
        has_first |= c.kept[k].x == first;
        found++;
    }
    ck_assert_double_eq(c.largest, largest);
    ck_assert(has_first);
    if (close <= CANDIDATES_MAX && bound > 0)
        ck_assert_uint_eq(found, close);
    if (bound == 0)
        ck_assert_uint_eq(found, 1);
}

START_TEST(candidates_are_all_that_may_be_largest)
{
    enum { N = 200 };
    double values[N];
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    for (int round = 0; round < 2000; round++) {
        const size_t n = 1 + gsl_rng_uniform_int(rng, N);
        for (size_t i = 0; i < n; i++)
            values[i] = round % 3 == 0 ? (double)gsl_rng_uniform_int(rng, 5) : gsl_rng_uniform(rng);
        expect_candidates(values, n, round % 4 == 0 ? 0 : 0.3 * gsl_rng_uniform(rng) / (1 + round % 50));
    }
    gsl_rng_free(rng);
}
END_TEST

/* Whether a value is wanted is asked before it is offered: what is not wanted must change nothing. */
START_TEST(what_is_not_wanted_changes_nothing)
{
    candidates c = candidates_none();
    ck_assert(candidates_want(&c, 0, 0));
    candidates_offer(&c, 1, 0.1, 1, 1);
    ck_assert(!candidates_want(&c, 1, 0));
    ck_assert(candidates_want(&c, 1, 0.1));
    ck_assert(candidates_want(&c, 0.8, 0.1));
    ck_assert(!candidates_want(&c, 0.79, 0.1));
    candidates_offer(&c, 0.5, 0.1, 2, 2);
    ck_assert_uint_eq(c.count, 1);
}
END_TEST

START_TEST(sums_of_tallies)
{
    tally total = tally_zero(), a = tally_zero(), b = tally_zero();
    a.n = 3;
    a.sum = 1.5;
    a.seen[PROPERTY_FAULT] = (sighting){1, 77, 0, 0};
    a.max_ulp = (extreme){2, 10, 11};
    b.n = 4;
    b.sum = 0.25;
    b.seen[PROPERTY_FAULT] = (sighting){2, 5, 0, 0};
    b.seen[PROPERTY_SATURATED] = (sighting){1, 9, 0, 0};
    b.max_ulp = (extreme){2, 20, 21};
    tally_add(&total, &a);
    tally_add(&total, &b);
    ck_assert_uint_eq(total.n, 7);
    ck_assert_double_eq(total.sum, 1.75);
    ck_assert_uint_eq(total.seen[PROPERTY_FAULT].count, 3);
    ck_assert_uint_eq(total.seen[PROPERTY_FAULT].x, 77);
    ck_assert_uint_eq(total.seen[PROPERTY_SATURATED].x, 9);
    /* Of equal ones the first. */
    ck_assert_uint_eq(total.max_ulp.x, 10);
    ck_assert_uint_eq(total.max_abs.x, NO_INPUT);
    extreme_add(&total.max_ulp, &(extreme){3, 30, 31});
    ck_assert_uint_eq(total.max_ulp.x, 30);
    extreme_add(&total.max_ulp, &(extreme){9, NO_INPUT, 0});
    ck_assert_uint_eq(total.max_ulp.x, 30);
}
END_TEST

SUITE(accuracy_statistics, 20, percentiles_are_those_of_the_sorted_errors, bins_and_edges_fit,
      an_empty_histogram_and_an_endless_error, candidates_are_all_that_may_be_largest,
      what_is_not_wanted_changes_nothing, sums_of_tallies);
