#include "speed/statistics.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_sort_double.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>

double median_of(double *values, size_t count)
{
    if (count == 0)
        return (double)NAN;
    gsl_sort(values, 1, count);
    return gsl_stats_median_from_sorted_data(values, 1, count);
}

bounded_median median_interval(double *values, size_t count, double confidence)
{
    bounded_median result = {median_of(values, count), (double)NAN, (double)NAN};
    size_t k = 0;
    while (gsl_cdf_binomial_P((unsigned)k, 0.5, (unsigned)count) <= (1 - confidence) / 2)
        k++;
    if (count > 0 && k > 0) {
        result.low = values[k - 1];
        result.high = values[count - k];
    }
    return result;
}

static const size_t looks[LOOKS] = {9, 18, 36};

bool is_look(size_t count)
{
    for (size_t i = 0; i < LOOKS; i++)
        if (looks[i] == count)
            return true;
    return false;
}

bool is_past_looks(size_t count)
{
    return count >= looks[LOOKS - 1];
}

double look_confidence(size_t count)
{
    return 1 - 0.05 / (count < looks[0] ? 1 : LOOKS + 1);
}

bool interval_is_within(bounded_median i, double share)
{
    return i.high <= (1 + share) * i.middle && i.low >= (1 - share) * i.middle;
}
