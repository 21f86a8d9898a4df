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
    HISTOGRAM_LAST_EXPONENT = 280,  /* the last bin is everything from 2^280 on: more than any error but f64's */
    HISTOGRAM_BINS = (HISTOGRAM_LAST_EXPONENT - HISTOGRAM_FIRST_EXPONENT) * HISTOGRAM_PER_OCTAVE + 2,
};

typedef struct histogram {
    uint64_t count[HISTOGRAM_BINS];
} histogram;

/* No small multiple of a half times this is an edge (1 + j/32) 2^e. */
#define HISTOGRAM_EDGE_SHIFT 1.0037

/* The bin of an error: the exponent and the leading bits of the significand, taken as one integer, count the
 * bins. */
static inline int64_t histogram_bin(double error_ulp)
{
    enum { SIGNIFICAND_BITS = 52, SUB_BIN_BITS = 5, BIAS = 1023 };
    _Static_assert(1 << SUB_BIN_BITS == HISTOGRAM_PER_OCTAVE, "bins are cut by the leading significand bits");
    const union {
        double value;
        int64_t bits;
    } shifted = {.value = error_ulp * HISTOGRAM_EDGE_SHIFT};
    const int64_t before_first = ((int64_t)(BIAS + HISTOGRAM_FIRST_EXPONENT) << SUB_BIN_BITS) - 1;
    int64_t bin = (shifted.bits >> (SIGNIFICAND_BITS - SUB_BIN_BITS)) - before_first;
    bin = bin < 0 ? 0 : bin;
    return bin < HISTOGRAM_BINS ? bin : HISTOGRAM_BINS - 1;
}

/* The upper edge of a bin in ulps. */
double histogram_edge(size_t bin);

/* The smallest bin edge below which at least the given share (0..1) of all counted errors lie; NaN when
 * empty. */
double histogram_quantile(const histogram *h, double share);

#endif
