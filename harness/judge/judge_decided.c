#include "judge/judging.h"

#include <math.h>
#include <string.h>

/* Whether all results are those that the decision names. */
static bool as_decided(const judging *g, const decision *d)
{
    const size_t n = g->truth->block->n;
    const void *got = g->results->elements[g->negative];
    switch (d->kind) {
    case DECIDED_LEVEL:
        return block_loops_best()->all_patterns(got, n, (uint32_t)d->level);
    case DECIDED_IDENTITY:
        return memcmp(got, g->results->inputs[g->negative], n * sizeof(uint32_t)) == 0;
    case DECIDED_NAN:
        return block_loops_best()->all_nan(got, n);
    default:
        return false;
    }
}

/* The largest error of a decided block is at one of its ends. */
static void offer_ends(const judging *g, const decision *d)
{
    const float_format *f = g->truth->question->format;
    for (int end = 0; end < 2; end++) {
        const size_t i = end == 0 ? 0 : g->truth->block->n - 1;
        const uint64_t x = input_bits(g->truth, g->negative, i), got = result_bits(g, i);
        const double error = fabs(d->difference[end]);
        const double size = d->ulp > 0 ? fabs(format_value(f, got) / d->ulp - d->difference[end]) : 0;
        const double values[METRIC_COUNT] = {error, error * d->ulp, error / size};
        if (size >= power_of_two(f->precision - 1) - 0.5)
            g->to->tally.max_ulp_normal = fmax(g->to->tally.max_ulp_normal, error);
        const bool applies[METRIC_COUNT] = {true, d->ulp > 0, size >= power_of_two(f->precision - 1)};
        for (metric m = 0; m < METRIC_COUNT; m++)
            if (applies[m])
                candidates_offer(&g->to->largest[m], values[m], metric_bound(g, m), x, got);
    }
}

/* The step from the last result to its successor, the only one that a decision leaves open. */
static void judge_last_step(const judging *g)
{
    const block *b = g->truth->block;
    const float_format *f = g->truth->question->format;
    if (b->loaded == b->n)
        return;
    const block pair = {.n = 1, .loaded = 2, .first = block_magnitude(b, b->n - 1)};
    const uint64_t bits[2] = {result_bits(g, b->n - 1), result_bits(g, b->n)};
    const double got = format_value(f, bits[0]), next = format_value(f, bits[1]);
    rules_apply_steps(
        &(judged_side){
            .question = g->truth->question, .block = &pair, .negative = g->negative, .got = &got, .next = next},
        &g->to->tally);
}

static void note_saturation(const judging *g, const decision *d)
{
    const question *q = g->truth->question;
    const size_t first = g->truth->block->first == 0;
    if (d->kind == DECIDED_LEVEL && format_value(q->format, d->level) == q->traits.limit[g->negative])
        sighting_note(&g->to->tally.seen[PROPERTY_SATURATED], g->truth->block->n - first,
                      input_bits(g->truth, g->negative, first), d->level, d->level);
}

bool judge_decided(const judging *g)
{
    const decision *d = &g->truth->side[g->negative].decision;
    if (!as_decided(g, d))
        return false;
    judge_last_step(g);
    if (d->kind == DECIDED_NAN)
        return true;
    const size_t n = g->truth->block->n;
    const double difference = (d->difference[0] + d->difference[1]) / 2;
    const double error = fabs(difference), count = (double)n;
    tally *t = &g->to->tally;
    t->measured += n;
    t->offsets[OFFSET_RANGES] += n;
    t->sum += count * error;
    t->sum_of_squares += count * error * error;
    t->sum_signed += count * difference;
    for (int end = 0; end < 2; end++) {
        t->most_over = fmax(t->most_over, d->difference[end]);
        t->most_under = fmin(t->most_under, d->difference[end]);
    }
    if (g->to->claimed > 0 && error > g->to->claimed + g->truth->bound_ulp)
        t->beyond_claim += n;
    g->to->widest_ulp = fmax(g->to->widest_ulp, d->ulp);
    g->histogram->count[d->bin] += n;
    if (g->weights->kind == WEIGHTS_BLOCK)
        for (int i = 0; i < DISTRIBUTION_COUNT; i++)
            add_weighted(&t->weighted[i], g->weights->mass[i], error, error * d->ulp);
    note_saturation(g, d);
    offer_ends(g, d);
    return true;
}
