/* Golden values from published examples. */
#include "claims/inference.h"
#include "suite.h"
#include "support/length.h"

#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <gsl/gsl_statistics.h>
#include <math.h>

/* Depression scores of nine patients before and after a tranquilliser (Hollander and Wolfe 1973, table 3.1):
 * the one-sided p-value is 0.01953 in print. */
START_TEST(signed_ranks_of_a_textbook)
{
    static const double before[] = {1.83, 0.50, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.30};
    static const double after[] = {0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29};
    double differences[9];
    for (int i = 0; i < 9; i++)
        differences[i] = before[i] - after[i];
    ck_assert_double_eq_tol(wilcoxon_signed_rank(differences, 9), 2 * 0.01953125, 1e-12);
}
END_TEST

/* Darwin's heights of crossed and self-fertilised maize: T = 24, p = 0.041259765625 (exact, of 2^15). */
START_TEST(signed_ranks_of_darwin)
{
    static const double heights[] = {6, 8, 14, 16, 23, 24, 28, 29, 41, -48, 49, 56, 60, -67, 75};
    ck_assert_double_eq_tol(wilcoxon_signed_rank(heights, 15), 0.041259765625, 1e-12);
}
END_TEST

START_TEST(signed_ranks_at_the_ends)
{
    static const double none[] = {0, 0, 0}, ties[] = {1, 1, 1, 1, -1};
    double many[300];
    for (int i = 0; i < 300; i++)
        many[i] = i % 3 == 0 ? -(i + 1) : i + 1;
    ck_assert_double_eq(wilcoxon_signed_rank(none, 3), 1);
    ck_assert_double_eq(wilcoxon_signed_rank(none, 0), 1);
    /* All subsets of five equal ranks: at most one negative is 6 of 32. */
    ck_assert_double_eq_tol(wilcoxon_signed_rank(ties, 5), 2 * 6.0 / 32, 1e-12);
    ck_assert_double_lt(wilcoxon_signed_rank(many, 300), 1e-6);
    for (int i = 0; i < 300; i++)
        many[i] = -many[i];
    ck_assert_double_lt(wilcoxon_signed_rank(many, 300), 1e-6);
}
END_TEST

/* The normal approximation goes on where the exact distribution stops. */
START_TEST(signed_ranks_meet_at_the_limit)
{
    double values[201];
    for (int i = 0; i < 201; i++)
        values[i] = (i * 37) % 11 < 4 ? -(i + 1) : i + 1;
    const double exact = wilcoxon_signed_rank(values, 200), normal = wilcoxon_signed_rank(values, 201);
    ck_assert_double_eq_tol(log(exact), log(normal), 0.5);
}
END_TEST

START_TEST(holm_as_published)
{
    static const double p[] = {0.03, 0.01, 0.05, 0.02, 0.04}, expected[] = {0.09, 0.05, 0.09, 0.08, 0.09};
    double adjusted[5];
    holm(p, 5, adjusted);
    for (int i = 0; i < 5; i++)
        ck_assert_double_eq_tol(adjusted[i], expected[i], 1e-15);
    holm(p, 0, adjusted);
}
END_TEST

/* Colour and quality of canned tuna (Hollander and Wolfe 1973, table 8.1): tau = 0.4444. */
START_TEST(tau_as_published)
{
    static const double colour[] = {44.4, 45.9, 41.9, 53.3, 44.7, 44.1, 50.7, 45.2, 60.1};
    static const double quality[] = {2.6, 3.1, 2.5, 5.0, 3.6, 4.0, 5.2, 2.8, 3.8};
    static const double x[] = {12, 2, 1, 12, 2}, y[] = {1, 4, 7, 1, 0}, constant[] = {3, 3, 3, 3, 3};
    ck_assert_double_eq_tol(kendall_tau(colour, quality, 9), 16.0 / 36, 1e-12);
    ck_assert_double_eq_tol(kendall_tau(x, y, 5), -0.47140452079103173, 1e-12);
    ck_assert_double_eq(kendall_tau(x, x, 5), 1);
    ck_assert(isnan(kendall_tau(x, constant, 5)));
}
END_TEST

/* NIST's reference data Norris: slope 1.00211681802045 with standard deviation 0.429796848199937e-3. */
START_TEST(slope_of_norris)
{
    static const double y[] = {0.1, 338.8, 118.1, 888.0, 9.2,   228.1, 668.5, 998.5, 449.1, 778.9, 559.2, 0.3,
                               0.1, 778.1, 668.8, 339.3, 448.9, 10.8,  557.7, 228.3, 998.0, 888.8, 119.6, 0.3,
                               0.6, 557.6, 339.3, 888.0, 998.5, 778.9, 10.2,  117.6, 228.9, 668.4, 449.2, 0.2};
    static const double x[] = {0.2, 337.4, 118.2, 884.6, 10.1,  226.5, 666.3, 996.3, 448.6, 777.0, 558.2, 0.4,
                               0.6, 775.5, 666.9, 338.0, 447.5, 11.6,  556.0, 228.1, 995.8, 887.6, 120.2, 0.3,
                               0.3, 556.8, 339.1, 887.2, 999.0, 779.0, 11.1,  118.3, 229.2, 669.1, 448.9, 0.5};
    const interval slope = slope_of_line(x, y, 36);
    ck_assert_double_eq_tol(slope.estimate, 1.00211681802045, 1e-12);
    const double t34 = 2.0322445093177186; /* Student's t, 0.975, 34 degrees of freedom */
    ck_assert_double_eq_tol((slope.high - slope.low) / 2, t34 * 0.429796848199937e-3, 1e-10);
    ck_assert(isnan(slope_of_line(x, y, 2).estimate));
}
END_TEST

START_TEST(bootstrap_repeats_and_covers)
{
    gsl_rng *random = gsl_rng_alloc(gsl_rng_mt19937);
    gsl_rng_set(random, 4);
    int covered = 0;
    enum { TRIALS = 200, SIZE = 20 };
    for (int trial = 0; trial < TRIALS; trial++) {
        double values[SIZE];
        for (int i = 0; i < SIZE; i++)
            values[i] = 3 + gsl_ran_gaussian(random, 2);
        const interval a = bootstrap_mean(values, SIZE, 7), b = bootstrap_mean(values, SIZE, 7);
        ck_assert_double_eq(a.low, b.low);
        ck_assert_double_eq(a.high, b.high);
        ck_assert_double_lt(a.low, a.estimate);
        ck_assert_double_gt(a.high, a.estimate);
        covered += a.low <= 3 && 3 <= a.high;
    }
    gsl_rng_free(random);
    ck_assert_int_ge(covered, TRIALS * 88 / 100);
    ck_assert_int_le(covered, TRIALS * 99 / 100);
}
END_TEST

static double variance_of(const double *values, size_t n, const void *context)
{
    (void)context;
    return gsl_stats_variance(values, 1, n) * (double)(n - 1) / (double)n;
}

static double mean_of(const double *values, size_t n, const void *context)
{
    (void)context;
    return gsl_stats_mean(values, 1, n);
}

/* The ends that the formulas of Efron and Tibshirani (1993, 14.9 to 14.15) give with all 8^8 resamples in
 * place of some: each of the 6435 multisets of eight values, weighted by how often it is drawn, in Python;
 * the tolerances are what 4000 resamples leave. On skewed data each part of the method shows. Percentiles
 * alone are [0.8125, 5.025] for the mean and [0.556, 17.77] for the variance, with the acceleration's sign
 * flipped [0.7375, 4.825] and [0.597, 17.93], without the correction of the bias [0.975, 5.5] and
 * [0.774, 19.85]. */
START_TEST(bootstrap_of_skewed_data)
{
    static const double values[] = {0.2, 0.3, 0.5, 0.9, 1.6, 2.8, 5.1, 9.7};
    for (unsigned long seed = 1; seed <= 20; seed++) {
        const interval mean = bootstrap_interval(values, 8, mean_of, NULL, seed);
        ck_assert_double_eq_tol(mean.estimate, 2.6375, 1e-12);
        ck_assert_double_eq_tol(mean.low, 1.075, 0.06);
        ck_assert_double_eq_tol(mean.high, 5.7875, 0.28);
        const interval variance = bootstrap_interval(values, 8, variance_of, NULL, seed);
        ck_assert_double_eq_tol(variance.estimate, 9.50484375, 1e-12);
        ck_assert_double_eq_tol(variance.low, 2.255, 0.1);
        ck_assert_double_eq_tol(variance.high, 21.54484375, 1);
    }
}
END_TEST

/* Its moments overflow, or are NaNs: an interval is unknown, not a crash. */
START_TEST(bootstrap_of_enormous_and_infinite_data)
{
    static const double samples[][4] = {
        {1e300, 0, 0.5, 0.25},       {1e108, -1e108, 1e-108, 2},      {HUGE_VAL, 1, 2, 3},
        {HUGE_VAL, -HUGE_VAL, 0, 1}, {1.7e308, 1.7e308, -1.7e308, 1}, {NAN, 1, 2, 3},
        {1e-320, 2e-320, 3e-320, 0}, {1e300, 1e300, 1e300, 1e300}};
    for (size_t i = 0; i < LENGTH(samples); i++) {
        const interval mean = bootstrap_mean(samples[i], 4, 1);
        const interval variance = bootstrap_interval(samples[i], 4, variance_of, NULL, 1);
        ck_assert(!(mean.low > mean.high) && !(variance.low > variance.high));
        ck_assert(isfinite(mean.estimate) || isnan(mean.low));
    }
}
END_TEST

START_TEST(bootstrap_of_little)
{
    static const double one[] = {5}, same[] = {2, 2, 2, 2};
    ck_assert(isnan(bootstrap_mean(one, 0, 1).estimate));
    ck_assert_double_eq(bootstrap_mean(one, 1, 1).estimate, 5);
    ck_assert(isnan(bootstrap_mean(one, 1, 1).low));
    const interval i = bootstrap_mean(same, 4, 1);
    ck_assert_double_eq(i.low, 2);
    ck_assert_double_eq(i.high, 2);
}
END_TEST

SUITE(claims_statistics, 60, signed_ranks_of_a_textbook, signed_ranks_of_darwin, signed_ranks_at_the_ends,
      signed_ranks_meet_at_the_limit, holm_as_published, tau_as_published, slope_of_norris,
      bootstrap_repeats_and_covers, bootstrap_of_skewed_data, bootstrap_of_enormous_and_infinite_data,
      bootstrap_of_little);
