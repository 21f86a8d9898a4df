/* Findings as rows of accuracy.csv. */
#ifndef ACTBENCH_ACCURACY_REPORT_H
#define ACTBENCH_ACCURACY_REPORT_H

#include "accuracy/pass.h"
#include "rows/rows.h"

/* The row of one implementation; run_id as in environment.csv. */
accuracy_row accuracy_row_of(const pass *p, const findings *f, const char *run_id);

/* Fills the row's columns of a second judgement from a pass over the same inputs that allows flushing; one with an
 * offence has none of these figures. */
void accuracy_row_add_flushed(accuracy_row *row, const pass *p, const findings *f);

/* The value to six significant digits: what the filter's bound supports of a mean, and more than a
 * histogram's bin does. */
double six_digits(double value);

/* The same to as many. */
double to_digits(double value, int digits);

/* A mean, or a largest error by the reference alone, to six digits; 0 where it is not above what the reference may
 * be off. */
double known_mean(double mean, double slack);

/* A largest value, which another that was passed over may exceed by `slack`, to the digits that hold, at most so many;
 * 0 where slack is not below it. Where slack is MPFR's own (LEAST_SLACK_ULP) all digits are given: they are those of the
 * input that is named beside the value. */
enum { ALL_DIGITS = 17 };
double known_maximum(double value, double slack, int digits);

#endif
