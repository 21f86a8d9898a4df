/* What a pass knows of one implementation on one side of one segment. */
#ifndef ACTBENCH_TALLY_H
#define ACTBENCH_TALLY_H

#include "inputs/weights.h"
#include "judge/properties.h"

/* A largest error and where it is; x == NO_INPUT where none was measured. */
typedef struct extreme {
    long double value;
    uint64_t x, got; /* bit patterns */
} extreme;

/* Sums over the inputs with a measured error, each by the probability of its cell. */
typedef struct weighted_sums {
    double mass, ulp, absolute;
} weighted_sums;

/* Results by how many floats they are from the nearest one to the exact value: apart up to 4, in ranges beyond. */
enum { OFFSET_RANGES = 8, OFFSET_KINDS = 2 * OFFSET_RANGES + 1 };

typedef struct offset_range {
    double from, to; /* both within it, from <= to; an end that is infinite is open */
} offset_range;

/* The range of a kind: 0 is the farthest below, OFFSET_RANGES the nearest float itself. */
offset_range offset_range_of(size_t kind);

/* The kind of a signed distance in floats. */
size_t offset_kind(double floats);

typedef struct tally {
    uint64_t n;        /* bit patterns evaluated */
    uint64_t measured; /* of these, with a finite exact value and no fault */
    uint64_t misrounded, mpfr_evaluations;
    double sum, sum_of_squares, sum_signed; /* of errors in ulps */
    weighted_sums weighted[DISTRIBUTION_COUNT];
    extreme max_ulp, max_abs, max_rel;
    double slack_ulp, slack_abs;       /* how far an input that was passed over may exceed the first two */
    double most_over, most_under;      /* signed errors in ulps, the largest and the least */
    double max_ulp_normal;             /* where the exact value rounds to a normal number */
    double most_floats;                /* between a result and the nearest */
    uint64_t unfaithful, beyond_claim; /* errors of 1 ulp or more; above what the source claims */
    uint64_t offsets[OFFSET_KINDS];    /* of the measured */
    sighting seen[PROPERTY_COUNT];
} tally;

/* A tally of nothing. */
tally tally_zero(void);

/* Adds a later segment's tally; in order of segments the sums are reproducible to the bit. */
void tally_add(tally *to, const tally *from);

/* Keeps the larger of the two; the earlier one where they are equal. */
void extreme_add(extreme *to, const extreme *from);

#endif
