/* Medians and their distribution-free intervals. */
#ifndef ACTBENCH_STATISTICS_H
#define ACTBENCH_STATISTICS_H

#include <stddef.h>

/* A median with its interval; low and high are NaN where there are too few values for one. */
typedef struct interval {
    double middle, low, high;
} interval;

/* The fewest values that give a 95% interval. */
enum { INTERVAL_LEAST = 6 };

/* The median of values (NaN for count 0), which are sorted in place. */
double median_of(double *values, size_t count);

/* The median with its order-statistic interval of at least 95% confidence: the pair x_(k), x_(n+1-k) with the
 * largest k for which a median lies outside with probability at most 5%, by the binomial distribution (David
 * and Nagaraja, Order Statistics, 3rd ed., section 7.1). Sorts values in place. */
interval median_interval(double *values, size_t count);

#endif
