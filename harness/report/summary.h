/* What a run found, for the eye: one table a (function, op, dtype, parameters). */
#ifndef ACTBENCH_SUMMARY_H
#define ACTBENCH_SUMMARY_H

#include "rows/table.h"

#include <stdio.h>

/* Prints the summary of rows of accuracy_schema and speed_schema, just measured or read from their files;
 * either may be NULL. Tables and rows stand in the order of their first appearance. Every workload is shown:
 * beside the errors stands throughput at n = 4096, out of place, in the distribution that was measured first,
 * and the other workloads follow side by side; where that one was not measured, each workload has a table of
 * its own. A maximum is rounded up, so that what is printed is a bound; one that was not found among all
 * inputs is marked >=. */
void summary_print(const table *accuracy, const table *speed, FILE *out);

#endif
