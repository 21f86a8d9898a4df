/* What the hidden units of a network do on the training samples. For single-precision networks. */
#ifndef ACTBENCH_UNIT_PROBE_H
#define ACTBENCH_UNIT_PROBE_H

#include "rows/rows.h"
#include "training/network.h"

/* What at least one sample made of a unit. */
enum unit_flag { UNIT_SLOPE = 1, UNIT_OUTPUT = 2, UNIT_POSITIVE = 4 };

typedef struct unit_probe {
    size_t epoch, depth, width, samples;
    uint8_t *units;                /* depth x width of enum unit_flag */
    double *sum, *squares, *alpha; /* by layer: of the outputs, and the mean of its alphas */
    double *gradient;              /* by layer: norm of the loss's gradient by its weights; the output layer last */
} unit_probe;

/* Units that lived before training and were dead at a checkpoint; those of them that live at the end. */
typedef struct deaths {
    size_t died, recovered;
} deaths;

/* Looks at the network on the count samples that order names, and at its gradient on the first of them. */
unit_probe probe_take(network *net, const dataset *d, const size_t *order, size_t count, size_t epoch);

void probe_free(unit_probe *p);

/* Counts over the units of layers from..to-1 of probes in order of time, the first before training. */
deaths probe_deaths(const unit_probe *probes, size_t count, size_t from, size_t to);

/* Appends the rows of probes in order of time: for each one a hidden layer and, as layer 0, one for all of them.
 * Each is *row with the columns that the probe fills; what *row says of the whole network stands in the last
 * probe's layer 0. */
void probes_append(const unit_probe *probes, size_t count, const training_row *row, table *rows);

#endif
