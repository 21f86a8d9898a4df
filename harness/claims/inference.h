/* The statistics behind the verdicts, on top of GSL. All functions leave their inputs as they are. */
#ifndef ACTBENCH_INFERENCE_H
#define ACTBENCH_INFERENCE_H

#include <stddef.h>

/* An estimate with its 95% interval; NaN where the data do not give one. */
typedef struct interval {
    double estimate, low, high;
} interval;

/* The two-sided p-value of Wilcoxon's signed-rank test that n paired differences are centred on 0 (Wilcoxon
 * 1945). Zeros are left out and ties share their mean rank; the p-value is exact given those ranks, and the
 * normal approximation above 200 differences. 1 where no difference is left. */
double wilcoxon_signed_rank(const double *differences, size_t n);

/* A statistic of n values; `context` is the caller's. */
typedef double statistic(const double *values, size_t n, const void *context);

/* The 95% bootstrap interval of a statistic of n values, bias-corrected and accelerated (Efron 1987), from
 * 4000 resamples that depend on seed alone. */
interval bootstrap_interval(const double *values, size_t n, statistic *of, const void *context, unsigned long seed);

/* The mean of n values with its bootstrap interval. */
interval bootstrap_mean(const double *values, size_t n, unsigned long seed);

/* Adjusts n p-values for being looked at together (Holm 1979); adjusted[i] belongs to p[i]. */
void holm(const double *p, size_t n, double *adjusted);

/* Kendall's tau-b between two rankings of n items (Kendall 1945); NaN where one of them is constant. */
double kendall_tau(const double *x, const double *y, size_t n);

/* The slope of the least-squares line through n points and its 95% interval by Student's t (gsl_fit_linear). */
interval slope_of_line(const double *x, const double *y, size_t n);

#endif
