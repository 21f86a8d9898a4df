/* One process's work on a pass: segment after segment, in any order. */
#ifndef ACTBENCH_WORKER_H
#define ACTBENCH_WORKER_H

#include "accuracy/pass.h"
#include "calls/caller.h"

/* What a worker keeps of one implementation. */
typedef struct worker_share {
    side_judgement sides[2]; /* this and all below: of the segment at hand */
    tally found[2];          /* once it is finished */
    histogram histogram;
    double seconds, kernel_seconds;
    sighting repeated[2]; /* results that differ when called again; becomes part of `found` */
    offence offence;
    bool left_out; /* for an offence known before */
} worker_share;

typedef struct worker {
    const pass *pass;
    exact_scratch exact;
    block block;
    block_weights weights;
    truth truth;
    results results;
    caller caller;
    worker_share *shares; /* one an implementation */
    double truth_seconds;
    double worst_filter_error; /* relative, seen at samples of the segment */
    uint64_t worst_filter_magnitude;
} worker;

/* The note must outlive the worker, which lives as long as its process. */
worker *worker_new(const pass *p, call_note *note);

/* Evaluates one segment; what it contributes is in the worker until the next one. Implementations with a fatal
 * offence in `known` are left out, and have that offence as their share. */
void worker_segment(worker *w, size_t index, const offence *known);

#endif
