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

interval median_interval(double *values, size_t count)
{
    interval result = {median_of(values, count), (double)NAN, (double)NAN};
    size_t k = 0;
    while (gsl_cdf_binomial_P((unsigned)k, 0.5, (unsigned)count) <= 0.025)
        k++;
    if (count > 0 && k > 0) {
        result.low = values[k - 1];
        result.high = values[count - k];
    }
    return result;
}
