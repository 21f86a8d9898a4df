/* One pass over the inputs of one (function, op, dtype): the truth of a block is found once and serves every
 * implementation. */
#ifndef ACTBENCH_PASS_H
#define ACTBENCH_PASS_H

#include "calls/offence.h"
#include "judge/judge.h"
#include "registry/registry.h"
#include "support/progress.h"

typedef struct pass {
    question question;
    inputs inputs;          /* that are walked */
    uint64_t search_budget; /* evaluations of a search that is made instead, for each implementation; 0: none */
    reference_kind reference;
    int threads;       /* so many processes share the work */
    unsigned patience; /* seconds after which a call that does not come back is given up; 0: a minute */
    const implementation *const *impls; /* all of the question's function, op and dtype */
    size_t impl_count;
    progress *progress; /* a step an implementation and segment; may be NULL */
    /* Of a run in parts, otherwise NULL: which segments are this part's, and which are done. */
    const bool *wanted;
    bool *done;
    /* Called with each segment that is finished; may be NULL. Returns a status. */
    int (*keep)(void *context, uint64_t segment, const void *bytes, size_t size);
    void *context;
} pass;

typedef struct segment_cost {
    double seconds, kernel_seconds;
} segment_cost;

/* What a pass found of one implementation. */
typedef struct findings {
    const implementation *impl;
    tally *segments;     /* two (x >= 0, x <= 0) for each segment, owned */
    segment_cost *costs; /* one for each segment, owned */
    size_t segment_count;
    histogram histogram;
    double seconds;            /* of processor time: the kernel, its judgement and an equal share of the truth */
    double kernel_seconds;     /* of these, inside the kernel */
    offence offence;           /* if it has any the rest means nothing */
    double worst_filter_error; /* relative, seen at samples; the same for all of a pass */
    uint64_t worst_filter_magnitude;
} findings;

/* The parts that a pass is cut into: segments of its inputs or descents of its search. */
size_t pass_segments(const pass *p);

/* "exhaustive", "stratified:N" or "search:N", and reading it. */
void pass_inputs_name(const pass *p, char *text, size_t size);
bool pass_inputs_parse(const char *text, inputs *in, uint64_t *search_budget);

/* Makes the findings of a pass that has not begun; out has room for impl_count. */
void findings_begin(const pass *p, findings *out);

/* Does what is wanted and not done, and adds it to the findings. As pass_run otherwise. Implementations are called
 * in processes of their own: one that dies of it has an offence among its findings, and costs the others nothing. */
int pass_continue(const pass *p, findings *out, bool *complete);

/* findings_begin and pass_continue: runs the whole pass; out has room for impl_count. Returns a status:
 * STATUS_WORSE with one line on stderr where the filter's bound was seen broken (nothing may be reported
 * then). Interrupted, it returns early with *complete false. Free each finding with findings_free. */
int pass_run(const pass *p, findings *out, bool *complete);

void findings_free(findings *f);

/* The segments of each side added up in order: x >= 0, x <= 0. */
void findings_sides(const findings *f, tally sides[2]);

/* All segments and both sides added up in order. */
tally findings_total(const findings *f);

#endif
