#include "accuracy/histogram.h"

#include "support/hot.h"

#include <math.h>

/* No small multiple of a half times this is an edge (1 + j/32) 2^e. */
static const double edge_shift = 1.0037;

typedef union word {
    double value;
    int64_t bits;
} word;

enum { SIGNIFICAND_BITS = 52, SUB_BIN_BITS = 5 };
_Static_assert(1 << SUB_BIN_BITS == HISTOGRAM_PER_OCTAVE, "bins are cut by the leading significand bits");

/* The exponent and the leading bits of the significand, as one integer, count bins from 2^FIRST on. */
static inline int64_t bin_of(double error)
{
    const int64_t base = ((int64_t)(1023 + HISTOGRAM_FIRST_EXPONENT) << SUB_BIN_BITS) - 1;
    const word shifted = {.value = error * edge_shift};
    int64_t bin = (shifted.bits >> (SIGNIFICAND_BITS - SUB_BIN_BITS)) - base;
    bin = bin < 0 ? 0 : bin;
    return bin < HISTOGRAM_BINS ? bin : HISTOGRAM_BINS - 1;
}

size_t histogram_bin(double error_ulp)
{
    return (size_t)bin_of(error_ulp);
}

HOT void histogram_bins(const double *error_ulp, size_t n, double bound, int32_t *bins)
{
    for (size_t i = 0; i < n; i++) {
        const double below = error_ulp[i] - bound;
        const int64_t low = bin_of(below > 0 ? below : 0), high = bin_of(error_ulp[i] + bound);
        bins[i] = (int32_t)(low == high ? low : -1);
    }
}

double histogram_edge(size_t bin)
{
    const double octave = floor((double)bin / HISTOGRAM_PER_OCTAVE);
    const double step = (double)bin - octave * HISTOGRAM_PER_OCTAVE;
    return ldexp(1 + step / HISTOGRAM_PER_OCTAVE, (int)octave + HISTOGRAM_FIRST_EXPONENT) / edge_shift;
}

double histogram_quantile(const histogram *h, double share)
{
    uint64_t total = 0, seen = 0;
    for (size_t i = 0; i < HISTOGRAM_BINS; i++)
        total += h->count[i];
    if (total == 0)
        return NAN;
    const uint64_t rank = (uint64_t)ceil(share * (double)total);
    for (size_t i = 0; i + 1 < HISTOGRAM_BINS; i++) {
        seen += h->count[i];
        if (seen >= rank)
            return histogram_edge(i);
    }
    return HUGE_VAL;
}

void histogram_add(histogram *to, const histogram *from)
{
    for (size_t i = 0; i < HISTOGRAM_BINS; i++)
        to->count[i] += from->count[i];
}
