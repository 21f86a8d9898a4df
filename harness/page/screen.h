/* The one screen that ends a run: what a person needs, in at most 50 lines of 80 columns. */
#ifndef ACTBENCH_SCREEN_H
#define ACTBENCH_SCREEN_H

#include "page/run_files.h"

#include <stdbool.h>

enum { SCREEN_LINES = 50, SCREEN_COLUMNS = 80 };

/* Prints who is on the Pareto front of each function (of what was only judged the most accurate, of what was only timed
 * the fastest), what is wrong among the rest, the claims by verdict, how far the times can be trusted, and what to do
 * next. `page` tells that index.html stands in the folder. */
void screen_print(const run_files *files, bool page, FILE *out);

#endif
