/* Findings as rows of accuracy.csv. */
#ifndef ACTBENCH_ACCURACY_REPORT_H
#define ACTBENCH_ACCURACY_REPORT_H

#include "accuracy/pass.h"
#include "rows/rows.h"

/* The row of one implementation; run_id as in environment.csv. */
accuracy_row accuracy_row_of(const pass *p, const findings *f, const char *run_id);

/* The value to six significant digits: what the filter's bound supports of a mean, and more than a
 * histogram's bin does. */
double six_digits(double value);

/* The same to as many. */
double to_digits(double value, int digits);

#endif
