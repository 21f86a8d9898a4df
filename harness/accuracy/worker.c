#include "accuracy/worker.h"

#include "judge/block_loops.h"
#include "search/search.h"
#include "support/crash.h"
#include "support/memory.h"
#include "support/seconds.h"
#include "support/splitmix.h"

#include <stdlib.h>
#include <string.h>

enum { GUARD_PATTERN = 0xa5 };

/* Magnitudes at which each segment compares the filter with MPFR, drawn by the seed. */
enum { FILTER_SAMPLES = 2 };

worker *worker_new(const pass *p)
{
    worker *w = memory_or_exit(aligned_alloc(64, (sizeof *w + 63) / 64 * 64));
    memset(w, 0, sizeof *w);
    w->pass = p;
    w->shares = memory_or_exit(calloc(p->impl_count, sizeof *w->shares));
    exact_room_init(&w->exact);
    return w;
}

void worker_free(worker *w)
{
    exact_room_clear(&w->exact);
    free(w->shares);
    free(w);
    mpfr_free_cache();
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
            w->worst_filter_x = x;
        }
    }
    return evaluations;
}

static void set_guards(guarded *g, size_t bytes)
{
    memset(g->before, GUARD_PATTERN, GUARD_BYTES);
    memset(g->elements + bytes, GUARD_PATTERN, GUARD_BYTES);
}

static bool guards_intact(const guarded *g, size_t bytes)
{
    unsigned char expected[GUARD_BYTES];
    memset(expected, GUARD_PATTERN, GUARD_BYTES);
    return memcmp(g->before, expected, GUARD_BYTES) == 0 && memcmp(g->elements + bytes, expected, GUARD_BYTES) == 0;
}

/* Begins at `begin`, and returns when it ended. */
static double run_and_judge(worker *w, size_t i, double begin)
{
    const pass *p = w->pass;
    const question *q = &p->question;
    worker_share *share = &w->shares[i];
    const size_t bytes = w->block.loaded * q->format->size;
    for (int s = 0; s < 2; s++)
        set_guards(&w->y[s], bytes);
    crash_blame(p->impls[i]->name);
    for (int s = 0; s < 2; s++)
        implementation_run(p->impls[i], w->x[s].elements, w->y[s].elements, w->block.loaded, &q->params);
    crash_blame(NULL);
    const double kernel_end = seconds_now();
    for (int s = 0; s < 2; s++)
        share->overran |= !guards_intact(&w->y[s], bytes);
    for (int s = 0; s < 2; s++) {
        w->results.inputs[s] = w->x[s].elements;
        w->results.elements[s] = w->y[s].elements;
        w->results.widened[s] = false;
    }
    judge_block(&w->truth, &w->weights, &w->results, &w->exact, share->sides, &share->histogram);
    const double filling = w->truth.seconds;
    w->truth.seconds = 0;
    w->truth_seconds += filling;
    share->kernel_seconds += kernel_end - begin;
    const double end = seconds_now();
    share->seconds += end - begin - filling;
    return end;
}

static void forget_segment(worker *w)
{
    w->truth_seconds = w->worst_filter_error = 0;
    w->worst_filter_x = 0;
    for (size_t i = 0; i < w->pass->impl_count; i++) {
        memset(&w->shares[i], 0, sizeof w->shares[i]);
        for (int s = 0; s < 2; s++)
            judgement_begin(&w->shares[i].sides[s]);
    }
}

/* A search has no inputs that implementations could share: each one's worst are elsewhere. */
static void search_segment(worker *w, size_t index)
{
    const pass *p = w->pass;
    for (size_t i = 0; i < p->impl_count; i++) {
        const double begin = seconds_now();
        search_descend(&p->question, p->impls[i], &p->inputs, index, &w->exact, w->shares[i].found);
        w->shares[i].seconds = seconds_now() - begin;
    }
}

void worker_segment(worker *w, size_t index)
{
    const pass *p = w->pass;
    forget_segment(w);
    if (p->inputs.kind == INPUTS_SEARCH) {
        search_segment(w, index);
        return;
    }

    segment s = inputs_segment(&p->inputs, index);
    w->truth.mpfr_evaluations = sample_filter(w, &s);
    double now = seconds_now();
    for (uint64_t offset = 0; offset < s.count;) {
        const double begin = now;
        offset = segment_block(&p->inputs, &s, offset, &w->block);
        truth_begin(&w->truth, &p->question, p->reference, &w->block);
        if (p->inputs.kind == INPUTS_EXHAUSTIVE)
            w->weights = block_weigh(p->question.format, &w->block);
        for (int side = 0; side < 2; side++)
            block_elements(p->question.format, &w->block, side == 1, w->x[side].elements);
        now = seconds_now();
        w->truth_seconds += now - begin;
        for (size_t i = 0; i < p->impl_count; i++)
            now = run_and_judge(w, i, now);
    }
    segment_free(&s);

    for (size_t i = 0; i < p->impl_count; i++) {
        tally *tallies = w->shares[i].found;
        for (int side = 0; side < 2; side++)
            tallies[side] = judgement_end(&w->shares[i].sides[side], &p->question, &w->exact);
        tallies[0].mpfr_evaluations += w->truth.mpfr_evaluations;
    }
}
