#include "inputs/weights.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

const input_distribution input_distributions[DISTRIBUTION_COUNT] = {
    {"N(0,1)", 1, 8},
    {"N(0,4)", 2, 16},
    {"uniform(-8,8)", 0, 8},
};

double distribution_mass(const input_distribution *d, double low, double high)
{
    if (d->sigma == 0)
        return (fmin(high, d->support) - fmin(low, d->support)) / (2 * d->support);
    if (low < d->sigma)
        return gsl_cdf_gaussian_P(high, d->sigma) - gsl_cdf_gaussian_P(low, d->sigma);
    return gsl_cdf_gaussian_Q(low, d->sigma) - gsl_cdf_gaussian_Q(high, d->sigma);
}

/* Where the cell of a magnitude begins; that of the least infinite one's is where rounding to infinity does. */
static double cell_begin(const float_format *f, uint64_t magnitude)
{
    if (magnitude == 0)
        return 0;
    const double below = format_value(f, magnitude - 1);
    if (magnitude == f->infinity)
        return below + (below - format_value(f, magnitude - 2)) / 2;
    return (below + format_value(f, magnitude)) / 2;
}

double cell_mass(const input_distribution *d, const float_format *f, uint64_t magnitude)
{
    if (magnitude >= f->infinity)
        return 0;
    return distribution_mass(d, cell_begin(f, magnitude), cell_begin(f, magnitude + 1));
}

enum { FINE_PRECISION = 20 }; /* from here on a block is a small part of a binade */

/* The part by which the density changes over an interval; 0 for the uniform one. */
static double tilt_of(const input_distribution *d, double low, double high)
{
    return d->sigma > 0 ? -(low + high) / 2 * (high - low) / (d->sigma * d->sigma) : 0;
}

double weight_bound(const float_format *f, const input_distribution *d)
{
    if (f->precision < FINE_PRECISION)
        return 0;
    const double width = ldexp(BLOCK_MAX, 1 - f->precision);
    const double tilt = tilt_of(d, d->support, d->support * (1 + width));
    return tilt * tilt / 8 + ldexp(1, -f->precision);
}

block_weights block_weigh(const float_format *f, const block *b)
{
    if (b->listed != NULL || b->first >= f->infinity)
        return (block_weights){.kind = WEIGHTS_NONE};
    if (f->precision < FINE_PRECISION)
        return (block_weights){.kind = WEIGHTS_CELLS};
    block_weights w = {.kind = WEIGHTS_BLOCK};
    const double low = cell_begin(f, b->first), high = cell_begin(f, b->first + b->n);
    for (int i = 0; i < DISTRIBUTION_COUNT; i++) {
        const input_distribution *d = &input_distributions[i];
        w.mass[i] = distribution_mass(d, low, high);
        w.tilt[i] = low < d->support ? tilt_of(d, low, high) : 0;
    }
    return w;
}
