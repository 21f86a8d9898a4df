/* Budgets: figures of accuracy that hold on any processor, libm and compiler, in a small file for people to review. */
#ifndef ACTBENCH_BUDGETS_H
#define ACTBENCH_BUDGETS_H

#include "rows/table.h"

/* Reads FILE into *budgets, to be freed. Returns a status; where it is bad one line has been printed. */
int budgets_read(const char *file, table **budgets);

/* Writes to FILE what each implementation of a run shows, but for other projects': rows of accuracy_schema, of several
 * that differ in their inputs the one on most. Returns a status. */
int budgets_write(const char *file, const table *accuracy);

/* Rounded up to four digits, so that a file for review does not change with the last bits. */
double budget_round(double max_ulp);

#endif
