/* How figures are shown on a terminal. */
#ifndef ACTBENCH_FIGURES_H
#define ACTBENCH_FIGURES_H

#include "report/grid.h"
#include "rows/rows.h"

#include <stdbool.h>

/* Whether the row speaks of every input of its dtype. */
bool figure_is_of_all_inputs(const accuracy_row *row);

/* Appends the largest error as a cell that ends with `mark`: rounded up, so that it is a bound, or with >=
 * before it where only some inputs were tried. */
void figure_add_max_ulp(grid *g, double max_ulp, bool of_all_inputs, const char *mark);

/* Appends so many cells of what was not measured. */
void figure_add_dashes(grid *g, size_t count);

/* The columns of one speed: time, multiple of memcpy's and of the baseline's with its interval; where there
 * is room, the time's interval and the verdict too. */
enum { FIGURE_SPEED_NARROW = 3, FIGURE_SPEED_WIDE = 4 };

/* Appends that many cells; row NULL: dashes. */
void figure_add_speed(grid *g, const speed_row *row, size_t columns);

#endif
