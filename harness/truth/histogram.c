#include "truth/histogram.h"

#include <math.h>

double histogram_edge(size_t bin)
{
    const double octave = floor((double)bin / HISTOGRAM_PER_OCTAVE);
    const double step = (double)bin - octave * HISTOGRAM_PER_OCTAVE;
    return ldexp(1 + step / HISTOGRAM_PER_OCTAVE, (int)octave + HISTOGRAM_FIRST_EXPONENT) / HISTOGRAM_EDGE_SHIFT;
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
