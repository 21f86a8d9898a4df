/* The properties of one side of a block that are judged result by result. */
#ifndef ACTBENCH_RULES_H
#define ACTBENCH_RULES_H

#include "judge/tally.h"
#include "truth/block_loops.h"

/* One side of a block with its results, input by input. */
typedef struct judged_side {
    const question *question;
    const block *block;
    bool negative;
    const truth_side *truth;
    const block_errors *errors;
    const double *got;    /* judged results */
    const void *elements; /* the same as the kernel left them */
    double next;          /* at the last one's neighbour; NaN where none is loaded */
    extent results;       /* of `got` */
} judged_side;

/* Counts what the side shows and keeps the first of each kind. */
void rules_apply(const judged_side *s, tally *t);

/* The same for steps between neighbours; needs no truth and no errors. */
void rules_apply_steps(const judged_side *s, tally *t);

/* What an implementation makes of NaNs; `elements` are the results of a block of NaNs. */
void rules_apply_nan(const question *q, const block *b, bool negative, const void *elements, tally *t);

#endif
