/* The accuracy part of a run, for every command that has one. */
#ifndef ACTBENCH_MEASURE_ACCURACY_H
#define ACTBENCH_MEASURE_ACCURACY_H

#include "accuracy/truth.h"
#include "commands/run.h"

typedef struct accuracy_options {
    inputs f32, f64; /* which inputs of each dtype; the format is filled in */
    reference_kind reference;
} accuracy_options;

/* Every f32 input; a million stratified f64 inputs. */
accuracy_options accuracy_options_defaults(void);

/* Judges every selected implementation that the machine can run, appends rows of accuracy_schema to t and
 * rewrites the file after each (function, op, dtype), so that an interrupted run keeps what is finished.
 * Returns STATUS_WORSE where a result exceeds what its source claims. */
int measure_accuracy(const run *r, const accuracy_options *a, table *t);

#endif
