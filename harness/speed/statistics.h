/* Medians and their distribution-free intervals. */
#ifndef ACTBENCH_STATISTICS_H
#define ACTBENCH_STATISTICS_H

#include <stdbool.h>
#include <stddef.h>

/* A median with its interval; low and high are NaN where there are too few values for one. */
typedef struct bounded_median {
    double middle, low, high;
} bounded_median;

/* The fewest values that give a 95% interval. */
enum { INTERVAL_LEAST = 6 };

/* The median of values (NaN for count 0), which are sorted in place. */
double median_of(double *values, size_t count);

/* The median with its order-statistic interval of at least that confidence: the pair x_(k), x_(n+1-k) with the
 * largest k for which a median lies outside no more often, by the binomial distribution (David and Nagaraja, Order
 * Statistics, 3rd ed., section 7.1). Sorts values in place. */
bounded_median median_interval(double *values, size_t count, double confidence);

/* A measurement that ends because its intervals have become narrow ends early where they are narrow by chance, and then
 * they miss more often than they say. So it may end only at LOOKS numbers of values, and intervals are widened for as many
 * looks and the one at the end: what any of them misses is at most 5% together (Bonferroni). */
enum { LOOKS = 3 };

/* Whether one of the looks falls on so many values. */
bool is_look(size_t count);

/* Whether the last one has been. */
bool is_past_looks(size_t count);

/* The confidence of an interval from so many values with which 95% hold over all looks. */
double look_confidence(size_t count);

/* Whether the interval is within that share of its middle on either side. */
bool interval_is_within(bounded_median i, double share);

#endif
