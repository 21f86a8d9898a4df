/* What training found, for the eye: one table an experiment, one line a case, averaged over its seeds. */
#ifndef ACTBENCH_TRAINING_SUMMARY_H
#define ACTBENCH_TRAINING_SUMMARY_H

#include "rows/table.h"

#include <stdio.h>

/* Prints the summary of rows of training_schema; a search for rates is left out. Each run counts with its
 * last row for the whole network, or where it has none for the first layer; averages are over the sound runs,
 * whose share is given; how the others ended stands beside it. */
void training_summary_print(const table *t, FILE *out);

#endif
