/* The distributions of a network's inputs, and the share of each that falls to the floats of a block.
 *
 * Every float stands for its cell: the reals that round to it. All distributions are symmetric. */
#ifndef ACTBENCH_WEIGHTS_H
#define ACTBENCH_WEIGHTS_H

#include "accuracy/inputs.h"

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
    size_t grain; /* inputs in a row that share a density: the whole block, or 1; 0: no weights */
    double mass[DISTRIBUTION_COUNT]; /* of the whole block, where grain is not 1 */
} block_weights;

/* The weights of a block of consecutive magnitudes. Where a block is a small part of its binade its floats
 * share the block's mass equally: a mean over N(0, sigma) is then wrong by at most E[(x/sigma)^2]/2 times the
 * block's part of a binade, 2^-12 for f32. (The uniform one's is exact.) */
block_weights block_weigh(const float_format *f, const block *b);

/* The mass of one magnitude's cell. */
double cell_mass(const input_distribution *d, const float_format *f, uint64_t magnitude);

#endif
