/* One pass over kernels of a test's own, or of the tree, and the rows that it gives. */
#ifndef ACTBENCH_ASSAY_H
#define ACTBENCH_ASSAY_H

#include "accuracy/pass.h"
#include "accuracy/seams.h"
#include "rows/rows.h"

typedef struct assay {
    const function *function; /* of the tree, or the test's own */
    op op;
    dtype dtype;
    double alpha;
    inputs inputs; /* the format is filled in */
    reference_kind reference;
    int threads;       /* 0: one */
    unsigned patience; /* 0: that of the program */
    seams seams;
} assay;

typedef struct outcome {
    accuracy_row row;
    offence offence;
} outcome;

/* A assay of the named function with its default alpha on N stratified inputs (0: exhaustive), by the
 * filtered reference. */
assay assay_of(const char *function, op operation, dtype type, uint64_t count);

/* The question that the assay asks. */
question assay_question(const assay *t);

/* Runs the pass, which must succeed, on several implementations. */
void assay_run(const assay *t, const implementation *const *impls, size_t count, outcome *out);

/* All that a pass finds of one implementation; to be freed with findings_free. */
findings assay_findings(const assay *t, const implementation *impl, pass *p);

/* Its tallies added up. */
tally assay_tally(const assay *t, const implementation *impl);

/* The same for one kernel. */
outcome assay_f32(const assay *t, kernel_f32 *kernel);
outcome assay_f64(const assay *t, kernel_f64 *kernel);

/* Compares two rows in every column of results; the columns of time, of the run, and of how the reference
 * came to its values are left out unless `work` is set, which leaves out those of time and of the run only. */
void assay_expect_equal(const accuracy_row *a, const accuracy_row *b, bool work);

#endif
