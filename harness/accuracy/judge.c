#include "accuracy/judge.h"

#include "accuracy/block_loops.h"

#include <math.h>

static size_t first_equal(const double *got, size_t from, size_t n, double value)
{
    while (from < n && got[from] != value)
        from++;
    return from;
}

/* Padding is judged like an input (it is never at fault nor in error), so counts of all inputs are of n
 * proper. */
static uint64_t count_measured(const block_errors *e, size_t n)
{
    const size_t padded = (n + BLOCK_LANES - 1) / BLOCK_LANES * BLOCK_LANES;
    return e->measured_count - (padded - n);
}

static void offer_extremes(const question *q, const block *b, const truth_side *t, double bound,
                           const double *got, const block_errors *e, bool negative, judgement *j)
{
    /* How far the filter may be off in each metric, and what the block offers at most. */
    const double bounds[METRIC_COUNT] = {bound, bound * j->widest_ulp,
                                         2 * q->function->ops[q->op].filter_bound * (bound > 0)};
    const double offers[METRIC_COUNT] = {e->largest, e->largest_absolute, e->largest_relative_bound};
    uint16_t found[BLOCK_ROOM];
    for (metric m = 0; m < METRIC_COUNT; m++) {
        candidates *c = &j->largest[m];
        if (!candidates_want(c, offers[m], bounds[m]))
            continue;
        const size_t count =
            block_loops_best()->find_largest(m, q->format, t, e, b->n, c->largest, 2 * bounds[m], found);
        for (size_t k = 0; k < count; k++) {
            const size_t i = found[k];
            candidates_offer(c, metric_value(m, t, e, i), bounds[m],
                             format_bits(q->format, b->magnitude[i], negative),
                             format_encode(q->format, got[i]));
        }
    }
}

/* Puts every measured error into its bin; one that the bound leaves between two bins is found by MPFR. */
static void fill_histogram(const question *q, const block *b, double bound, const double *got,
                           const block_errors *e, bool negative, exact_room *room, judgement *j, histogram *h)
{
    _Alignas(64) int32_t bins[BLOCK_ROOM];
    const block_loops *loops = block_loops_best();
    const size_t open = loops->histogram_bins(e->error, b->n, bound, bins);
    if (open == 0 && e->plain) {
        loops->histogram_count(bins, b->n, h);
        return;
    }
    for (size_t i = 0; i < b->n; i++) {
        if (!e->plain && e->measured[i] == 0)
            continue;
        size_t bin = (size_t)bins[i];
        if (bins[i] < 0) {
            const exact_error exact = ulp_error(q, format_bits(q->format, b->magnitude[i], negative),
                                                format_encode(q->format, got[i]), room);
            bin = (size_t)histogram_bin((double)exact.ulp);
            j->tally.mpfr_evaluations++;
        }
        h->count[bin]++;
    }
}

static void note_first(const question *q, const block *b, const double *got, const block_errors *e,
                       bool negative, tally *t)
{
    if (t->first_fault == NO_INPUT && e->faults > 0)
        for (size_t i = 0; t->first_fault == NO_INPUT; i++)
            if (e->fault[i] != 0)
                t->first_fault = format_bits(q->format, b->magnitude[i], negative);

    const double limit = q->traits.limit[negative];
    if (t->saturated != NO_INPUT || isnan(limit) || !block_loops_best()->any_equal(got, b->n, limit))
        return;
    const size_t i = first_equal(got, b->magnitude[0] == 0 ? 1 : 0, b->n, limit);
    if (i < b->n && b->magnitude[i] < q->format->infinity)
        t->saturated = format_bits(q->format, b->magnitude[i], negative);
}

/* Steps between neighbouring inputs that run against the function's direction on this side. */
static uint64_t count_wrong_steps(const op_traits *traits, const block *b, const results *r, bool negative)
{
    const int slope = negative ? -traits->direction[1] : traits->direction[0];
    if (slope == 0)
        return 0;
    const double *got = r->side[negative];
    const double last = got[b->n - 1], next = b->loaded > b->n ? r->next[negative] : NAN;
    return block_loops_best()->wrong_steps(got, b->adjacent, b->n, slope) +
           (slope > 0 ? next < last : next > last);
}

static void judge_side(const question *q, const block *b, const truth *t, const results *r, bool negative,
                       exact_room *room, judgement *j, histogram *h)
{
    const float_format *f = q->format;
    const block_loops *loops = block_loops_best();
    const truth_side *side = &t->side[negative];
    const double *got = r->side[negative];
    block_errors e;
    if (t->wide)
        loops->look_wide(f, side, got, b->n, &e);
    else if (t->plain && loops->all_finite(got, b->n))
        loops->look_plain(f, side, got, b->n, &e);
    else
        loops->look_narrow(f, side, got, b->n, &e);

    tally *sums = &j->tally;
    sums->n += b->n;
    sums->measured += count_measured(&e, b->n);
    sums->faults += e.faults;
    sums->misrounded += e.misrounded;
    sums->wrong_zero_sign += e.wrong_zero_sign;
    sums->sum += e.sum;
    sums->sum_of_squares += e.sum_of_squares;
    sums->sum_signed += e.sum_signed;
    sums->non_monotone += count_wrong_steps(&q->traits, b, r, negative);
    if (e.widest_ulp > j->widest_ulp)
        j->widest_ulp = e.widest_ulp;
    note_first(q, b, got, &e, negative, sums);
    offer_extremes(q, b, side, t->bound_ulp, got, &e, negative, j);
    fill_histogram(q, b, t->bound_ulp, got, &e, negative, room, j, h);
}

void judgement_begin(judgement *j)
{
    *j = (judgement){.tally = tally_zero()};
    for (int m = 0; m < METRIC_COUNT; m++)
        j->largest[m] = candidates_none();
}

void judge_block(const question *q, const block *b, const truth *t, const results *r, exact_room *room,
                 judgement j[2], histogram *h)
{
    for (int s = 0; s < 2; s++)
        judge_side(q, b, t, r, s == 1, room, &j[s], h);
    if (q->traits.symmetry != SYMMETRY_NONE)
        j[0].tally.asymmetric +=
            block_loops_best()->asymmetric(q->traits.symmetry, q->format, r->side[0], r->side[1], b->n);
}

tally judgement_end(judgement *j, const question *q, exact_room *room)
{
    tally *t = &j->tally;
    t->max_ulp = candidates_resolve(&j->largest[METRIC_ULP], METRIC_ULP, q, room, &t->mpfr_evaluations);
    t->max_abs = candidates_resolve(&j->largest[METRIC_ABS], METRIC_ABS, q, room, &t->mpfr_evaluations);
    t->max_rel = candidates_resolve(&j->largest[METRIC_REL], METRIC_REL, q, room, &t->mpfr_evaluations);
    return *t;
}
