/* The accuracy part of a run, for every command that has one. */
#ifndef ACTBENCH_MEASURE_ACCURACY_H
#define ACTBENCH_MEASURE_ACCURACY_H

#include "accuracy/details.h"
#include "commands/shard.h"

typedef struct accuracy_options {
    inputs inputs[DTYPE_COUNT]; /* which inputs of each dtype; the format is filled in */
    uint64_t search_budget;     /* evaluations of a search that is made instead; 0: none */
    reference_kind reference;
    bool (*sampled)(const implementation *impl); /* which ones `sample` will do for; NULL: none */
    inputs sample;
    flushes allowed; /* in a second judgement; none: there is none */
    bool kept;       /* in journals, as the shard says; otherwise everything is done in one go */
    shard shard;
} accuracy_options;

/* Every input, but of f64 a million stratified ones. */
accuracy_options accuracy_options_defaults(void);

/* These inputs for every dtype. */
void accuracy_options_choose(accuracy_options *a, inputs chosen);

/* Judges every selected implementation that the machine can run, appends rows of accuracy_schema to t and
 * rewrites the file after each (function, op, dtype), so that an interrupted run keeps what is finished; the
 * long files beside accuracy.csv appear at the end.
 * Returns STATUS_WORSE where a result exceeds what its source claims. */
int measure_accuracy(const run *r, const accuracy_options *a, table *t);

/* What a pass found: as many findings as it has implementations. */
typedef struct pass_findings {
    pass pass;
    findings *found; /* owned */
} pass_findings;

/* Begins with nothing found. */
pass_findings pass_findings_of(const pass *p);
void pass_findings_free(pass_findings *f);

/* Appends the rows of a pass that is done, with the figures of the second judgement, NULL: there was none; STATUS_WORSE
 * as above. */
int accuracy_append_rows(const run *r, const pass_findings *plain, const pass_findings *flushed, table *t,
                         accuracy_details *details);

/* From `from` on, the end of the implementations that shard function, op and dtype. */
size_t accuracy_group_end(const implementation *const *impls, size_t count, size_t from);

/* The name of such a group's journal. */
void accuracy_journal_name(const implementation *impl, bool flushed, char *name, size_t size);

#endif
