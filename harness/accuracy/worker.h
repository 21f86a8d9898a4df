/* One thread's work on a pass: segment after segment, in any order. */
#ifndef ACTBENCH_WORKER_H
#define ACTBENCH_WORKER_H

#include "accuracy/pass.h"

/* Bytes around the results that no kernel may touch. */
enum { GUARD_BYTES = 64 };

typedef struct guarded {
    unsigned char before[GUARD_BYTES];
    _Alignas(64) unsigned char elements[BLOCK_ROOM * sizeof(double) + GUARD_BYTES];
} guarded;

/* What a worker keeps of one implementation. */
typedef struct worker_share {
    judgement sides[2]; /* this and all below: of the segment at hand */
    tally found[2];     /* once it is finished */
    histogram histogram;
    double seconds, kernel_seconds;
    bool overran;
} worker_share;

typedef struct worker {
    const pass *pass;
    exact_room exact;
    block block;
    block_weights weights;
    truth truth;
    results results;
    guarded x[2], y[2];
    worker_share *shares; /* one an implementation */
    double truth_seconds;
    double worst_filter_error; /* relative, seen at samples of the segment */
    uint64_t worst_filter_x;   /* a magnitude */
} worker;

worker *worker_new(const pass *p);
void worker_free(worker *w);

/* Evaluates one segment; what it contributes is in the worker until the next one. */
void worker_segment(worker *w, size_t index);

#endif
