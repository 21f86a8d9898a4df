/* Shared by the ways to judge one side of a block. */
#ifndef ACTBENCH_JUDGING_H
#define ACTBENCH_JUDGING_H

#include "judge/judge.h"
#include "judge/rules.h"
#include "truth/block_loops.h"

/* What is at hand while one side of a block is judged. */
typedef struct judging {
    truth *truth;
    const block_weights *weights;
    results *results;
    exact_scratch *scratch;
    side_judgement *to;
    histogram *histogram;
    bool negative;
} judging;

static inline uint64_t input_bits(const truth *t, bool negative, size_t i)
{
    return format_bits(t->question->format, block_magnitude(t->block, i), negative);
}

static inline uint64_t result_bits(const judging *g, size_t i)
{
    return format_element_bits(g->truth->question->format, g->results->elements[g->negative], i);
}

/* How far the filter may be off in each metric. */
static inline double metric_bound(const judging *g, metric m)
{
    const question *q = g->truth->question;
    const double bound = g->truth->bound_ulp;
    if (m == METRIC_ULP)
        return bound;
    return m == METRIC_ABS ? bound * g->to->widest_ulp : 2 * q->function->ops[q->op].filter_bound * (bound > 0);
}

static inline void add_weighted(weighted_sums *to, double mass, double ulp, double absolute)
{
    to->mass += mass;
    to->ulp += mass * ulp;
    to->absolute += mass * absolute;
}

/* Where the question allows flushing, results that it explains become the right ones, in a copy of the elements. */
void excuse_flushes(const judging *g, const truth_side *side);

/* Judges a side whose results are all as its decision says; false, and nothing is done, where one is not. */
bool judge_decided(const judging *g);

#endif
