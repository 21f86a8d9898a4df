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
    double support; /* its end, a power of two: 8 sigma of the normal one, which leaves out 1.2e-15 of it */
} input_distribution;

extern const input_distribution input_distributions[DISTRIBUTION_COUNT];

/* The probability of low < X < high, 0 <= low <= high; none lies beyond the support, where the normal ones are cut
 * off. */
double distribution_mass(const input_distribution *d, double low, double high);

/* How much of each distribution falls to the magnitudes of a block on one side of 0. */
typedef struct block_weights {
    enum { WEIGHTS_NONE, WEIGHTS_BLOCK, WEIGHTS_CELLS } kind; /* WEIGHTS_CELLS: ask cell_mass for each input */
    double mass[DISTRIBUTION_COUNT];                          /* of the whole block */
    double even[DISTRIBUTION_COUNT];                          /* the same if all of its cells were equally wide */
    double tilt[DISTRIBUTION_COUNT];  /* the density at its far end less that at its near one, over the mean */
    double first[DISTRIBUTION_COUNT]; /* what the first cell has more than `even` and `tilt` give it */
} block_weights;

/* The weights of a block of consecutive magnitudes. */
block_weights block_weigh(const float_format *f, const block *b);

/* How far a weighted mean may be off, as a part of it and whatever the errors and faults are. A cell has its exact
 * mass in narrow formats. In f32 a block has its exact mass, and so has the first cell of a binade (3/4 as wide as
 * the others) and that of 0; within the block the density is taken as linear. Where it changes by the part t over a
 * block, each cell's mass is off by less than t^2/12 (1 + t) of itself, and a mean, being a quotient of two such
 * sums, by less than t^2/4. The largest t is that of the last block below 8 sigma. */
double weight_bound(const float_format *f, const input_distribution *d);

/* The mass of one magnitude's cell. */
double cell_mass(const input_distribution *d, const float_format *f, uint64_t magnitude);

#endif
