/* What a pass knows of one implementation on one side of one segment. */
#ifndef ACTBENCH_TALLY_H
#define ACTBENCH_TALLY_H

#include <stdint.h>

#define NO_INPUT UINT64_MAX

/* A largest error and where it is; x == NO_INPUT where none was measured. */
typedef struct extreme {
    long double value;
    uint64_t x, got; /* bit patterns */
} extreme;

typedef struct tally {
    uint64_t n;        /* bit patterns evaluated */
    uint64_t measured; /* of these, with a finite exact value and no fault */
    uint64_t misrounded, faults, non_monotone, asymmetric, wrong_zero_sign, mpfr_evaluations;
    double sum, sum_of_squares, sum_signed; /* of errors in ulps */
    extreme max_ulp, max_abs, max_rel;
    uint64_t first_fault; /* bit patterns, or NO_INPUT */
    uint64_t saturated;   /* nearest to 0 that gives the limit */
} tally;

/* A tally of nothing. */
tally tally_zero(void);

/* Adds a later segment's tally; in order of segments the sums are reproducible to the bit. */
void tally_add(tally *to, const tally *from);

/* Keeps the larger of the two; the earlier one where they are equal. */
void extreme_add(extreme *to, const extreme *from);

#endif
