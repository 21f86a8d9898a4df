/* One pass over the inputs of one (function, op, dtype): the truth of a block is found once and serves every
 * implementation. */
#ifndef ACTBENCH_PASS_H
#define ACTBENCH_PASS_H

#include "accuracy/judge.h"
#include "registry/registry.h"
#include "support/progress.h"

typedef struct pass {
    question question;
    inputs inputs;
    reference_kind reference;
    int threads;
    const implementation *const *impls; /* all of the question's function, op and dtype */
    size_t impl_count;
    progress *progress; /* counts segments; may be NULL */
} pass;

/* What a pass found of one implementation. */
typedef struct findings {
    const implementation *impl;
    tally *segments; /* two (x >= 0, x <= 0) for each segment, owned */
    size_t segment_count;
    histogram histogram;
    double seconds;        /* of processor time: the kernel, its judgement and an equal share of the truth */
    double kernel_seconds; /* of these, inside the kernel */
    bool overran;          /* wrote outside its n elements: the rest means nothing */
} findings;

/* Runs the pass; out has room for impl_count. Returns a status: STATUS_WORSE with one line on stderr where
 * the filter's bound was seen broken (nothing may be reported then). Interrupted, it returns early with
 * *complete false. Free each finding with findings_free. */
int pass_run(const pass *p, findings *out, bool *complete);

void findings_free(findings *f);

/* All segments and both sides added up in order. */
tally findings_total(const findings *f);

#endif
