#include "inputs/weights.h"

#include <math.h>

const input_distribution input_distributions[DISTRIBUTION_COUNT] = {
    {"N(0,1)", 1, 8},
    {"N(0,4)", 2, 16},
    {"uniform(-8,8)", 0, 8},
};

double distribution_mass(const input_distribution *d, double low, double high)
{
    low = fmin(low, d->support);
    high = fmin(high, d->support);
    if (d->sigma == 0)
        return (high - low) / (2 * d->support);
    const double scale = d->sigma * M_SQRT2;
    /* Of two functions of the same probability each is small where it is taken, so that no digits cancel but
     * those that low and high share. */
    if (low < d->sigma)
        return (erf(high / scale) - erf(low / scale)) / 2;
    return (erfc(low / scale) - erfc(high / scale)) / 2;
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
    if (f->precision < FINE_PRECISION || d->sigma == 0)
        return 0;
    const double width = ldexp(d->support / 2 * BLOCK_MAX, 1 - f->precision);
    const double tilt = tilt_of(d, d->support - width, d->support);
    return tilt * tilt / 4;
}

/* A cell as wide as the spacing from this magnitude on: the first of a binade and zero have narrower ones. */
static double even_begin(const float_format *f, uint64_t magnitude)
{
    const double here = format_value(f, magnitude);
    return here - (format_value(f, magnitude + 1) - here) / 2;
}

/* Whether the cell of a magnitude is narrower than those after it. */
static bool begins_narrow(const float_format *f, uint64_t magnitude)
{
    return magnitude % (UINT64_C(1) << (f->precision - 1)) == 0;
}

block_weights block_weigh(const float_format *f, const block *b)
{
    if (b->listed != NULL || b->first >= f->infinity)
        return (block_weights){.kind = WEIGHTS_NONE};
    if (f->precision < FINE_PRECISION)
        return (block_weights){.kind = WEIGHTS_CELLS};
    block_weights w = {.kind = WEIGHTS_BLOCK};
    const bool narrow = begins_narrow(f, b->first);
    const double low = even_begin(f, b->first), high = cell_begin(f, b->first + b->n);
    for (int i = 0; i < DISTRIBUTION_COUNT; i++) {
        const input_distribution *d = &input_distributions[i];
        if (high <= d->support) {
            w.even[i] = distribution_mass(d, fmax(low, 0), high) + (low < 0 ? distribution_mass(d, 0, -low) : 0);
            w.tilt[i] = tilt_of(d, fmax(low, 0), high);
        }
        if (narrow) {
            const double as_others = w.even[i] / (double)b->n * (1 + w.tilt[i] * (0.5 / (double)b->n - 0.5));
            w.first[i] = cell_mass(d, f, b->first) - as_others;
        }
        w.mass[i] = w.even[i] + w.first[i];
    }
    return w;
}
