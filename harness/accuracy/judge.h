/* Judges the results of one implementation on blocks of inputs against the truth, and keeps the tally of a
 * segment. */
#ifndef ACTBENCH_JUDGE_H
#define ACTBENCH_JUDGE_H

#include "accuracy/candidates.h"
#include "accuracy/histogram.h"
#include "accuracy/tally.h"
#include "accuracy/truth.h"

/* Results of a block, widened to double; padded with zeros to a multiple of BLOCK_LANES. */
typedef struct results {
    _Alignas(64) double side[2][BLOCK_ROOM];
    double next[2]; /* at the last one's neighbour, where one is loaded */
} results;

/* The running judgement of one side of one segment. */
typedef struct judgement {
    tally tally;
    candidates largest[METRIC_COUNT];
    double widest_ulp; /* of the exact values so far: scales the filter's bound of absolute errors */
} judgement;

void judgement_begin(judgement *j);

/* Judges both sides of a block: j[0] and h take x >= 0, j[1] and h x <= 0. A zero bound in t means exact
 * values. */
void judge_block(const question *q, const block *b, const truth *t, const results *r, exact_room *room,
                 judgement j[2], histogram *h);

/* Lets MPFR decide the extremes and returns the tally. */
tally judgement_end(judgement *j, const question *q, exact_room *room);

#endif
