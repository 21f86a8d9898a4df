/* The figures of a pass, once more and by the definitions alone: one input after the other, each in MPFR,
 * sorted arrays for the percentiles. Slow. */
#ifndef ACTBENCH_ORACLE_H
#define ACTBENCH_ORACLE_H

#include "accuracy/assay.h"

/* Checks every figure of the row that the assay gave for the implementation. */
void oracle_expect(const assay *t, const implementation *impl, const accuracy_row *row);

/* |got - y| / ulp(y) at y = the exact value at x; NaN for a fault and where y is not finite. */
double oracle_ulp(const assay *t, uint64_t x, uint64_t got);

#endif
