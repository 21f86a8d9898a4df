/* The accuracy part of a run, for every command that has one. */
#ifndef ACTBENCH_MEASURE_ACCURACY_H
#define ACTBENCH_MEASURE_ACCURACY_H

#include "accuracy/truth.h"
#include "commands/run.h"

typedef struct accuracy_options {
    inputs inputs[DTYPE_COUNT]; /* which inputs of each dtype; the format is filled in */
    reference_kind reference;
} accuracy_options;

/* Every input, but of f64 a million stratified ones. */
accuracy_options accuracy_options_defaults(void);

/* These inputs for every dtype. */
void accuracy_options_choose(accuracy_options *a, inputs chosen);

/* Judges every selected implementation that the machine can run, appends rows of accuracy_schema to t and
 * rewrites the file after each (function, op, dtype), so that an interrupted run keeps what is finished; the
 * long files beside accuracy.csv appear at the end.
 * Returns STATUS_WORSE where a result exceeds what its source claims. */
int measure_accuracy(const run *r, const accuracy_options *a, table *t);

#endif
