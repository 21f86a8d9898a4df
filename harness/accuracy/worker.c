#include "accuracy/worker.h"

#include "accuracy/repeat.h"
#include "search/search.h"
#include "support/memory.h"
#include "support/seconds.h"
#include "support/splitmix.h"
#include "truth/block_loops.h"

#include <stdlib.h>
#include <string.h>

/* Magnitudes at which each segment compares the filter with MPFR, drawn by the seed. */
enum { FILTER_SAMPLES = 2 };

worker *worker_new(const pass *p, call_note *note)
{
    worker *w = memory_or_exit(aligned_alloc(64, (sizeof *w + 63) / 64 * 64));
    memset(w, 0, sizeof *w);
    w->pass = p;
    w->shares = memory_or_exit(calloc(p->impl_count, sizeof *w->shares));
    w->caller = caller_new(BLOCK_ROOM * sizeof(double), note);
    exact_scratch_init(&w->exact);
    return w;
}

/* Returns the number of MPFR evaluations. */
static uint64_t sample_filter(worker *w, const segment *s)
{
    const question *q = &w->pass->question;
    if (truth_bound_ulp(q, w->pass->reference) == 0)
        return 0;
    uint64_t evaluations = 0;
    for (uint64_t i = 0; i < FILTER_SAMPLES; i++) {
        const uint64_t place = splitmix_at(w->pass->inputs.seed, s->index * FILTER_SAMPLES + i) % s->count;
        const uint64_t x = s->magnitudes != NULL ? s->magnitudes[place] : s->first + place;
        if (x >= q->format->infinity)
            continue;
        const double error = filter_error_at(q, x, &w->exact);
        evaluations += 2;
        if (error > w->worst_filter_error) {
            w->worst_filter_error = error;
            w->worst_filter_magnitude = x;
        }
    }
    return evaluations;
}

static void prepare_results(worker *w)
{
    for (int s = 0; s < 2; s++)
        operands_fill(&w->caller.operands, s, w->block.loaded * w->pass->question.format->size, FILLING_FIRST);
}

/* Begins at `begin`, and returns when it ended. */
static double run_and_judge(worker *w, size_t i, bool repeat, double begin)
{
    const pass *p = w->pass;
    worker_share *share = &w->shares[i];
    atomic_store_explicit(&w->caller.note->turn, (int)i, memory_order_relaxed);
    prepare_results(w);
    const double kernel_begin = seconds_now();
    offence_add(&share->offence, caller_run(&w->caller, p->impls[i], 2, w->block.loaded, &p->question.params));
    const double kernel_end = seconds_now();
    for (int s = 0; s < 2; s++) {
        w->results.inputs[s] = w->caller.operands.inputs[s];
        w->results.elements[s] = w->caller.operands.results[s];
        w->results.widened[s] = false;
    }
    judge_block(&w->truth, &w->weights, &w->results, &w->exact, share->sides, &share->histogram);
    if (repeat)
        repeat_block(w, p->impls[i], share);
    const double end = seconds_now();
    share->kernel_seconds += kernel_end - kernel_begin;
    share->seconds += end - begin;
    return end;
}

static void forget_segment(worker *w, const offence *known)
{
    w->truth_seconds = w->worst_filter_error = 0;
    w->worst_filter_magnitude = 0;
    for (size_t i = 0; i < w->pass->impl_count; i++) {
        worker_share *share = &w->shares[i];
        memset(share, 0, sizeof *share);
        share->left_out = offence_is_fatal(known[i]);
        if (share->left_out)
            share->offence = known[i];
        for (int s = 0; s < 2; s++) {
            side_judgement_begin(&share->sides[s], w->pass->impls[i]->bound_ulp);
            share->found[s] = tally_zero();
            share->repeated[s] = sighting_none();
        }
    }
}

static bool anyone_is_left(const worker *w)
{
    for (size_t i = 0; i < w->pass->impl_count; i++)
        if (!w->shares[i].left_out)
            return true;
    return false;
}

/* A search has no inputs that implementations could share: each one's worst are elsewhere. */
static void search_implementation(worker *w, size_t index, size_t i)
{
    const pass *p = w->pass;
    worker_share *share = &w->shares[i];
    const double begin = seconds_now();
    offence_add(&share->offence, search_descend(&p->question, p->impls[i], p->search_budget, p->inputs.seed, index,
                                                &w->exact, &w->caller, share->found));
    share->seconds = seconds_now() - begin;
}

/* Begins at `begin`, and returns when it ended. */
static double walk_block(worker *w, bool repeat, double begin)
{
    const pass *p = w->pass;
    truth_begin(&w->truth, &p->question, p->reference, &w->block, &w->exact);
    if (p->inputs.kind == INPUTS_EXHAUSTIVE)
        w->weights = block_weigh(p->question.format, &w->block);
    for (int side = 0; side < 2; side++)
        block_elements(p->question.format, &w->block, side == 1, w->caller.operands.inputs[side]);
    double now = seconds_now();
    w->truth_seconds += now - begin;
    for (size_t i = 0; i < p->impl_count; i++)
        if (!w->shares[i].left_out)
            now = run_and_judge(w, i, repeat, now);
    return now;
}

static void walk_segment(worker *w, size_t index)
{
    const pass *p = w->pass;
    segment s = inputs_segment(&p->inputs, index);
    atomic_store(&w->caller.note->turn, -1);
    w->truth.mpfr_evaluations = sample_filter(w, &s);
    double now = seconds_now();
    for (uint64_t offset = 0; offset < s.count;) {
        const bool repeat = repeat_is_due(&p->inputs, index, offset);
        offset = segment_block(&p->inputs, &s, offset, &w->block);
        now = walk_block(w, repeat, now);
    }
    segment_free(&s);
}

static void end_implementation(worker *w, size_t i)
{
    const pass *p = w->pass;
    worker_share *share = &w->shares[i];
    tally *found = share->found;
    if (p->search_budget == 0) {
        for (int side = 0; side < 2; side++)
            found[side] = side_judgement_end(&share->sides[side], &p->question, w->truth.bound_ulp, &w->exact);
        found[0].mpfr_evaluations += w->truth.mpfr_evaluations;
    }
    repeat_extremes(w, p->impls[i], share);
    for (int side = 0; side < 2; side++)
        sighting_add(&found[side].seen[PROPERTY_UNREPEATABLE], &share->repeated[side]);
}

void worker_segment(worker *w, size_t index, const offence *known)
{
    forget_segment(w, known);
    if (!anyone_is_left(w))
        return;
    const bool walks = w->pass->search_budget == 0;
    if (walks)
        walk_segment(w, index);
    for (size_t i = 0; i < w->pass->impl_count; i++)
        if (!w->shares[i].left_out) {
            atomic_store(&w->caller.note->turn, (int)i);
            if (!walks)
                search_implementation(w, index, i);
            end_implementation(w, i);
        }
    atomic_store(&w->caller.note->turn, -1);
}
