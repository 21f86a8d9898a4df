/* What the hidden units of a network do on the training samples. For single-precision networks. */
#ifndef ACTBENCH_PROBE_H
#define ACTBENCH_PROBE_H

#include "rows/rows.h"
#include "training/network.h"

/* What at least one sample made of a unit. */
enum unit_flag { UNIT_SLOPE = 1, UNIT_OUTPUT = 2, UNIT_POSITIVE = 4 };

typedef struct probe {
    size_t epoch, depth, width, samples;
    uint8_t *units;                /* depth x width of enum unit_flag */
    double *sum, *squares, *alpha; /* by layer: of the outputs, and the layer's alpha */
} probe;

/* Looks at the network on the count samples that order names. */
probe probe_take(network *net, const dataset *d, const size_t *order, size_t count, size_t epoch);

void probe_free(probe *p);

/* Appends one row a hidden layer and, as layer 0, one for all of them: *row with the columns that p fills.
 * later: what to count recovered units by, NULL for the last probe. */
void probe_append(const probe *p, const probe *later, const training_row *row, table *rows);

#endif
