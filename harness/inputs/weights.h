/* The distributions of a network's inputs, and the share of each that falls to the floats of a block.
 *
 * Every float stands for its cell: the reals that round to it. All distributions are symmetric. */
#ifndef ACTBENCH_WEIGHTS_H
#define ACTBENCH_WEIGHTS_H

#include "inputs/inputs.h"

enum { DISTRIBUTION_COUNT = 3 };

typedef struct input_distribution {
    const char *name;
    double sigma;   /* of the normal one; 0: uniform */
    double support; /* maxima are over |x| below this, a power of two: 8 sigma, or the uniform one's end */
} input_distribution;

extern const input_distribution input_distributions[DISTRIBUTION_COUNT];

/* The probability of low < X < high, 0 <= low <= high. */
double distribution_mass(const input_distribution *d, double low, double high);

/* How much of each distribution falls to the magnitudes of a block on one side of 0. */
typedef struct block_weights {
    enum { WEIGHTS_NONE, WEIGHTS_BLOCK, WEIGHTS_CELLS } kind; /* WEIGHTS_CELLS: ask cell_mass for each input */
    double mass[DISTRIBUTION_COUNT];                          /* of the whole block */
    double tilt[DISTRIBUTION_COUNT]; /* the density at its far end less that at its near one, over the mean */
} block_weights;

/* The weights of a block of consecutive magnitudes. */
block_weights block_weigh(const float_format *f, const block *b);

/* How far a weighted mean may be off, as a part of it and whatever the errors are. A cell has its exact mass
 * in narrow formats. In f32 a block has its exact mass, and the density is taken as linear within it: where
 * it changes by the part t over a block, its second derivative changes it by less than t^2/8 more. The
 * largest t is that at 8 sigma. The first cell of a binade, 3/4 as wide as the others, counts as one of them:
 * that is 2^-p more. */
double weight_bound(const float_format *f, const input_distribution *d);

/* The mass of one magnitude's cell. */
double cell_mass(const input_distribution *d, const float_format *f, uint64_t magnitude);

#endif
