/* How figures of accuracy are shown on a terminal. */
#ifndef ACTBENCH_FIGURES_H
#define ACTBENCH_FIGURES_H

#include "report/grid.h"
#include "rows/rows.h"

#include <stdbool.h>

/* Whether the row speaks of every input of its dtype. */
bool figure_is_of_all_inputs(const accuracy_row *row);

/* Appends the largest error as a cell that ends with `mark`: rounded up, so that it is a bound, or with >=
 * before it where only some inputs were tried. */
void figure_add_max_ulp(grid *g, const accuracy_row *row, const char *mark);

#endif
