/* Judges the results of one implementation on blocks of inputs against the truth, and keeps the tally of a
 * segment. */
#ifndef ACTBENCH_JUDGE_H
#define ACTBENCH_JUDGE_H

#include "judge/candidates.h"
#include "judge/tally.h"
#include "truth/histogram.h"
#include "truth/truth.h"

/* Results of a block, x >= 0 and x <= 0: the elements as the kernel left them, with their inputs, and widened
 * to double where that is asked for. */
typedef struct results {
    const void *inputs[2], *elements[2];
    bool widened[2];
    _Alignas(64) double values[2][BLOCK_ROOM]; /* of the judged; padded with zeros to a multiple of BLOCK_LANES */
    double next[2];                            /* at the last one's neighbour; NaN where none is loaded */
    _Alignas(64) unsigned char excused[2][BLOCK_ROOM * sizeof(double)]; /* elements without what may be flushed */
} results;

/* The running judgement of one side of one segment. */
typedef struct side_judgement {
    tally tally;
    candidates largest[METRIC_COUNT];
    double widest_ulp; /* of the exact values so far: scales the filter's bound of absolute errors */
    double claimed;    /* bound in ulps that the source claims; 0: none */
} side_judgement;

void side_judgement_begin(side_judgement *j, double claimed);

/* Judges both sides of the block that t stands at: j[0] takes x >= 0, j[1] x <= 0, h both. */
void judge_block(truth *t, const block_weights *w, results *r, exact_scratch *scratch, side_judgement j[2],
                 histogram *h);

/* Lets MPFR decide the extremes and returns the tally; `bound` is the filter's in ulps. */
tally side_judgement_end(side_judgement *j, const question *q, double bound, exact_scratch *scratch);

#endif
