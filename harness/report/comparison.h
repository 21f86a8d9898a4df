/* Accuracy and speed of one function's implementations side by side, ranked by time, with the Pareto front. */
#ifndef ACTBENCH_COMPARISON_H
#define ACTBENCH_COMPARISON_H

#include "rows/table.h"

#include <stdio.h>

/* Rows of comparison_schema for every (op, dtype, parameters) of `function`, ranked by time. The workload
 * that ranks is throughput at n = 4096 on the usual inputs, or the first that was measured. On the front are
 * those that no other beats: none is at least as accurate and faster beyond doubt (its interval lies below),
 * none is more accurate and no slower; there is a front for the error at every input and one for that at normal results. An implementation with faults at finite inputs is on no front. accuracy may be NULL.
 * The caller frees the table. */
table *comparison_of(const char *function, const table *accuracy, const table *speed);

/* Prints two tables for each ranking among the rows: time, maximum error and front (*); then time by region
 * of the inputs. */
void comparison_print(const table *rows, FILE *out);

#endif
