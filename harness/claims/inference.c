#include "claims/inference.h"

#include "support/memory.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_fit.h>
#include <gsl/gsl_rng.h>
#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { EXACT_LIMIT = 200, RESAMPLES = 4000 };

/* Twice the mean ranks of the n sizes, so that ties keep whole numbers. */
static void doubled_ranks(const double *sizes, size_t n, size_t *ranks)
{
    size_t *order = memory_or_exit(malloc(n * sizeof *order));
    gsl_sort_index(order, sizes, 1, n);
    for (size_t first = 0, next; first < n; first = next) {
        for (next = first + 1; next < n && sizes[order[next]] <= sizes[order[first]];)
            next++;
        for (size_t i = first; i < next; i++)
            ranks[order[i]] = first + next + 1;
    }
    free(order);
}

/* P(sum of a random subset of ranks <= sum), every subset equally likely. */
static double share_of_subsets_below(const size_t *ranks, size_t n, size_t sum)
{
    double *share = memory_or_exit(calloc(sum + 1, sizeof *share));
    share[0] = 1;
    for (size_t i = 0; i < n; i++) {
        for (size_t s = sum + 1; s-- > 0;)
            share[s] = (share[s] + (s >= ranks[i] ? share[s - ranks[i]] : 0)) / 2;
    }
    double total = 0;
    for (size_t s = 0; s <= sum; s++)
        total += share[s];
    free(share);
    return total;
}

static double normal_share_below(const size_t *ranks, size_t n, size_t sum)
{
    double mean = 0, variance = 0;
    for (size_t i = 0; i < n; i++) {
        mean += (double)ranks[i] / 2;
        variance += (double)(ranks[i] * ranks[i]) / 4;
    }
    return gsl_cdf_ugaussian_P(((double)sum + 1 - mean) / sqrt(variance));
}

double wilcoxon_signed_rank(const double *differences, size_t n)
{
    double *sizes = memory_or_exit(malloc((n + 1) * sizeof *sizes));
    bool *positive = memory_or_exit(malloc((n + 1) * sizeof *positive));
    size_t *ranks = memory_or_exit(malloc((n + 1) * sizeof *ranks));
    size_t left = 0;
    for (size_t i = 0; i < n; i++) {
        positive[left] = differences[i] > 0;
        sizes[left] = fabs(differences[i]);
        left += sizes[left] > 0;
    }
    double p = 1;
    if (left > 0) {
        doubled_ranks(sizes, left, ranks);
        size_t above = 0, below = 0;
        for (size_t i = 0; i < left; i++) {
            above += positive[i] ? ranks[i] : 0;
            below += positive[i] ? 0 : ranks[i];
        }
        const size_t smaller = above < below ? above : below;
        const double tail = left > EXACT_LIMIT ? normal_share_below(ranks, left, smaller)
                                               : share_of_subsets_below(ranks, left, smaller);
        p = fmin(1, 2 * tail);
    }
    free(sizes);
    free(positive);
    free(ranks);
    return p;
}

/* The acceleration of BCa from the jackknife. */
static double acceleration(const double *values, size_t n, statistic *of, const void *context)
{
    double *others = memory_or_exit(malloc(n * sizeof *others));
    double *without = memory_or_exit(malloc(n * sizeof *without));
    for (size_t i = 0; i < n; i++) {
        memcpy(others, values, i * sizeof *values);
        memcpy(others + i, values + i + 1, (n - i - 1) * sizeof *values);
        without[i] = of(others, n - 1, context);
    }
    const double mean = gsl_stats_mean(without, 1, n);
    double largest = 0, square = 0, cube = 0;
    for (size_t i = 0; i < n; i++)
        largest = fmax(largest, fabs(mean - without[i]));
    for (size_t i = 0; i < n && largest > 0; i++) {
        const double d = (mean - without[i]) / largest; /* whose cube neither overflows nor vanishes */
        square += d * d;
        cube += d * d * d;
    }
    free(others);
    free(without);
    return square > 0 && isfinite(cube) ? cube / (6 * pow(square, 1.5)) : 0;
}

static void resample(const double *values, size_t n, statistic *of, const void *context, unsigned long seed,
                     double *results)
{
    gsl_rng *random = gsl_rng_alloc(gsl_rng_mt19937);
    gsl_rng_set(random, seed);
    double *drawn = memory_or_exit(malloc(n * sizeof *drawn));
    for (size_t r = 0; r < RESAMPLES; r++) {
        for (size_t i = 0; i < n; i++)
            drawn[i] = values[gsl_rng_uniform_int(random, n)];
        results[r] = of(drawn, n, context);
    }
    free(drawn);
    gsl_rng_free(random);
    gsl_sort(results, 1, RESAMPLES);
}

/* The share of the sorted results below the estimate, ties counted half, kept off 0 and 1. */
static double share_below(const double *results, double estimate)
{
    double below = 0;
    for (size_t r = 0; r < RESAMPLES; r++)
        below += results[r] < estimate ? 1 : results[r] > estimate ? 0 : 0.5;
    return fmin(fmax(below, 0.5), RESAMPLES - 0.5) / RESAMPLES;
}

interval bootstrap_interval(const double *values, size_t n, statistic *of, const void *context, unsigned long seed)
{
    if (n == 0)
        return (interval){NAN, NAN, NAN};
    const double estimate = of(values, n, context);
    if (n == 1 || !isfinite(estimate))
        return (interval){estimate, NAN, NAN};
    double *results = memory_or_exit(malloc(RESAMPLES * sizeof *results));
    resample(values, n, of, context, seed, results);
    bool numbers = true;
    for (size_t r = 0; r < RESAMPLES; r++)
        numbers = numbers && isfinite(results[r]);
    const double bias = gsl_cdf_ugaussian_Pinv(share_below(results, estimate));
    const double bend = acceleration(values, n, of, context);
    double ends[2];
    for (int i = 0; i < 2; i++) {
        const double z = bias + gsl_cdf_ugaussian_Pinv(i == 0 ? 0.025 : 0.975);
        const double share = gsl_cdf_ugaussian_P(bias + z / (1 - bend * z));
        ends[i] = numbers && share >= 0 && share <= 1
                      ? gsl_stats_quantile_from_sorted_data(results, 1, RESAMPLES, share)
                      : NAN;
    }
    free(results);
    return (interval){estimate, ends[0], ends[1]};
}

static double mean_of(const double *values, size_t n, const void *context)
{
    (void)context;
    return gsl_stats_mean(values, 1, n);
}

interval bootstrap_mean(const double *values, size_t n, unsigned long seed)
{
    return bootstrap_interval(values, n, mean_of, NULL, seed);
}

void holm(const double *p, size_t n, double *adjusted)
{
    size_t *order = memory_or_exit(malloc((n + 1) * sizeof *order));
    gsl_sort_index(order, p, 1, n);
    double largest = 0;
    for (size_t i = 0; i < n; i++) {
        largest = fmin(1, fmax(largest, (double)(n - i) * p[order[i]]));
        adjusted[order[i]] = largest;
    }
    free(order);
}

static int sign(double x)
{
    return (x > 0) - (x < 0);
}

double kendall_tau(const double *x, const double *y, size_t n)
{
    double together = 0, apart_in_x = 0, apart_in_y = 0;
    for (size_t i = 0; i < n; i++) {
        for (size_t j = 0; j < i; j++) {
            const int in_x = sign(x[i] - x[j]), in_y = sign(y[i] - y[j]);
            together += in_x * in_y;
            apart_in_x += in_x != 0;
            apart_in_y += in_y != 0;
        }
    }
    return together / sqrt(apart_in_x * apart_in_y);
}

interval slope_of_line(const double *x, const double *y, size_t n)
{
    if (n < 3)
        return (interval){NAN, NAN, NAN};
    double intercept, slope, cov00, cov01, cov11, residual;
    gsl_fit_linear(x, 1, y, 1, n, &intercept, &slope, &cov00, &cov01, &cov11, &residual);
    const double half = gsl_cdf_tdist_Pinv(0.975, (double)(n - 2)) * sqrt(cov11);
    return (interval){slope, slope - half, slope + half};
}
