/* Accuracy and speed of one function's implementations side by side, ranked by time, with the Pareto front.
 */
#ifndef ACTBENCH_COMPARISON_H
#define ACTBENCH_COMPARISON_H

#include "rows/table.h"

#include <stdio.h>

/* Prints two tables for every (op, dtype, parameters) of `function`: time, maximum error and front; then time
 * by region of the inputs. On the front (*) are those that no other beats: none is at least as accurate and
 * faster beyond doubt (its interval lies below), none is more accurate and no slower. An implementation with
 * faults is on no front. */
void comparison_print(const char *function, const table *accuracy, const table *speed, FILE *out);

#endif
