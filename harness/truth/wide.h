/* Exact values of functions in f64, as good as long double has them: what a search goes by before MPFR has
 * the last word. */
#ifndef ACTBENCH_WIDE_H
#define ACTBENCH_WIDE_H

#include "inputs/format.h"
#include "reference/function.h"

#include <stdbool.h>
#include <stdint.h>

/* So many neighbours are evaluated together: over them the exact values lie on a line, which takes three
 * evaluations of the function. */
enum { WINDOW = 64 };

/* In ulps of the result: how far long double's functions and the compositions of them are off, and the line
 * through the ends of a window. */
static const double wide_bound = 0x1p-6;

/* Whether long double's functions give that base's values. */
bool wide_knows(base b);

/* The exact value at x, for an op that the composition covers there (compositions.h). */
long double wide_value(const composed *c, double x);

/* e with 2^e the ulp of f at an exact value of y. */
int wide_ulp_exponent(const float_format *f, long double y);

/* The errors of got[i] at the magnitudes first + i, in ulps and with their signs, within wide_bound. false
 * where the exact values do not lie on a line within one binade, are not composed, or got is not finite. */
bool wide_errors(const composed *c, const float_format *f, uint64_t first, bool negative, const double got[WINDOW],
                 double errors[WINDOW]);

#endif
