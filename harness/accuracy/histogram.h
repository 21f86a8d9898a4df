/* A histogram of ULP errors with 32 bins to an octave: percentiles to within 3.1 percent.
 *
 * The edges are shifted by an odd factor, so that round numbers (0.5 of a tie, 1 of a result that is off by
 * one) are not on an edge, where the filter's bound could not tell the bin. */
#ifndef ACTBENCH_HISTOGRAM_H
#define ACTBENCH_HISTOGRAM_H

#include <stddef.h>
#include <stdint.h>

enum {
    HISTOGRAM_PER_OCTAVE = 32,
    HISTOGRAM_FIRST_EXPONENT = -12, /* bin 0 is [0, 2^-12) */
    HISTOGRAM_LAST_EXPONENT = 64,   /* the last bin is everything from 2^64 on */
    HISTOGRAM_BINS = (HISTOGRAM_LAST_EXPONENT - HISTOGRAM_FIRST_EXPONENT) * HISTOGRAM_PER_OCTAVE + 2,
};

typedef struct histogram {
    uint64_t count[HISTOGRAM_BINS];
} histogram;

/* The bin of an error. */
size_t histogram_bin(double error_ulp);

/* bins[i] = the bin of error_ulp[i], or -1 where it differs within +-bound: the caller has to find the exact
 * error. */
void histogram_bins(const double *error_ulp, size_t n, double bound, int32_t *bins);

/* The upper edge of a bin in ulps. */
double histogram_edge(size_t bin);

/* The smallest bin edge below which at least the given share (0..1) of all counted errors lie; NaN when
 * empty. */
double histogram_quantile(const histogram *h, double share);

void histogram_add(histogram *to, const histogram *from);

#endif
