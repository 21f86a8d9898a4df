#include "judge/judging.h"

#include <math.h>

static const double *widened(const truth *t, results *r, bool negative)
{
    double *values = r->values[negative];
    if (!r->widened[negative]) {
        const size_t loaded = t->block->loaded;
        block_widen(t->question->format, r->elements[negative], loaded, values);
        r->next[negative] = loaded > t->block->n ? values[t->block->n] : NAN;
        for (size_t i = t->block->n; i % BLOCK_LANES != 0; i++)
            values[i] = 0;
        r->widened[negative] = true;
    }
    return values;
}

static void offer_extremes(const judging *g, const truth_side *side, const block_errors *e)
{
    const question *q = g->truth->question;
    const double offers[METRIC_COUNT] = {e->largest, e->largest_absolute, e->largest_relative_bound};
    uint16_t found[BLOCK_ROOM];
    for (metric m = 0; m < METRIC_COUNT; m++) {
        candidates *c = &g->to->largest[m];
        const double bound = metric_bound(g, m);
        if (!candidates_want(c, offers[m], bound))
            continue;
        const size_t count =
            block_loops_best()->find_largest(m, q->format, side, e, g->truth->block->n, c->largest, 2 * bound, found);
        for (size_t k = 0; k < count; k++)
            candidates_offer(c, metric_value(m, side, e, found[k]), bound, input_bits(g->truth, g->negative, found[k]),
                             result_bits(g, found[k]));
    }
}

/* Puts every measured error into its bin; one that the bound leaves between two bins is found by MPFR. */
static void fill_histogram(const judging *g, const block_errors *e)
{
    _Alignas(64) int32_t bins[BLOCK_ROOM];
    const block_loops *loops = block_loops_best();
    const size_t n = g->truth->block->n;
    if (loops->histogram_bins(e->error, n, g->truth->bound_ulp, bins) == 0 && e->plain) {
        loops->histogram_count(bins, n, g->histogram);
        return;
    }
    for (size_t i = 0; i < n; i++) {
        if (!e->plain && e->measured[i] == 0)
            continue;
        size_t bin = (size_t)bins[i];
        if (bins[i] < 0) {
            const exact_error exact =
                ulp_error(g->truth->question, input_bits(g->truth, g->negative, i), result_bits(g, i), g->scratch);
            bin = (size_t)histogram_bin((double)exact.ulp);
            g->to->tally.mpfr_evaluations++;
        }
        g->histogram->count[bin]++;
    }
}

static void weigh_cells(const judging *g, const truth_side *side, const block_errors *e)
{
    const question *q = g->truth->question;
    for (size_t i = 0; i < g->truth->block->n; i++) {
        if (!e->plain && e->measured[i] == 0)
            continue;
        const bool overflow = fabs(side->rounded[i]) * side->ulp[i] >= power_of_two(q->format->e_max + 1);
        const double absolute = overflow ? 0 : metric_value(METRIC_ABS, side, e, i);
        for (int d = 0; d < DISTRIBUTION_COUNT; d++)
            add_weighted(&g->to->tally.weighted[d],
                         cell_mass(&input_distributions[d], q->format, block_magnitude(g->truth->block, i)),
                         e->error[i], absolute);
    }
}

/* The sum of the places of inputs with a measured error; places run from -1/2 to 1/2. */
static double measured_places(const block_errors *e, size_t n, uint64_t measured)
{
    double sum = 0;
    for (size_t i = 0; measured < n && i < n; i++)
        sum += e->measured[i] != 0 ? ((double)i + 0.5) / (double)n - 0.5 : 0;
    return sum;
}

/* Takes the density as linear within the block, and the first cell as it is. */
static void weigh_block(const judging *g, const truth_side *side, const block_errors *e, uint64_t measured)
{
    const size_t n = g->truth->block->n;
    const double part = 1 / (double)n, negligible = 0x1p-24;
    const moments m = {e->sum, e->sum_absolute};
    moments lean = {0};
    double places = 0;
    for (int d = 0; d < DISTRIBUTION_COUNT; d++)
        if (fabs(g->weights->tilt[d]) > negligible) {
            lean = block_loops_best()->first_moments(side, e->error, n);
            places = measured_places(e, n, measured);
            break;
        }
    const bool first_measured = e->plain || e->measured[0] != 0;
    for (int d = 0; d < DISTRIBUTION_COUNT; d++) {
        weighted_sums *to = &g->to->tally.weighted[d];
        const double mass = g->weights->even[d] * part, tilt = g->weights->tilt[d];
        to->mass += mass * ((double)measured + tilt * places);
        to->ulp += mass * (m.ulp + tilt * lean.ulp);
        to->absolute += mass * (m.absolute + tilt * lean.absolute);
        if (first_measured)
            add_weighted(to, g->weights->first[d], e->error[0], metric_value(METRIC_ABS, side, e, 0));
    }
}

static extent extent_of_results(const judging *g, const double *got)
{
    const size_t n = g->truth->block->n;
    return g->truth->question->format->size == sizeof(float)
               ? block_loops_best()->extent_f32(g->results->elements[g->negative], n)
               : block_loops_best()->extent(got, n);
}

static double normal_largest(const judging *g, const truth_side *side, const block_errors *e)
{
    const double least_normal = power_of_two(g->truth->question->format->precision - 1);
    double largest = 0;
    if (!isnan(e->largest_normal))
        return e->largest_normal;
    for (size_t i = 0; i < g->truth->block->n; i++)
        if (fabs(rint(side->quotient[i])) >= least_normal)
            largest = fmax(largest, e->error[i]);
    return largest;
}

/* Floats in order of value, both zeros as one. */
static double place_of(const float_format *f, uint64_t bits)
{
    const double magnitude = (double)(bits & f->last);
    return bits > f->last ? -magnitude : magnitude;
}

/* Results of one binade are as many floats apart as ulps. */
static bool share_ulp(const float_format *f, double ulp, const extent *results)
{
    const double top = ulp * power_of_two(f->precision),
                 bottom = ulp > power_of_two(f->e_min - f->precision + 1) ? top / 2 : 0;
    return (results->low >= bottom && results->high <= top) || (results->high <= -bottom && results->low >= -top);
}

/* Counts the misrounded by their distance where ulps are floats; ranges without any are not looked for. */
static void count_even_offsets(const judging *g, const truth_side *side, const block_errors *e)
{
    const double *got = g->results->values[g->negative];
    uint64_t *offsets = g->to->tally.offsets;
    beyond farther = {0};
    for (size_t i = OFFSET_RANGES; i > 0; i--) {
        const double least = offset_range_of(OFFSET_RANGES + i).from;
        if (e->most_ulps < least)
            continue;
        const beyond here = block_loops_best()->count_beyond(side, got, g->truth->block->n, least);
        offsets[OFFSET_RANGES + i] += here.above - farther.above;
        offsets[OFFSET_RANGES - i] += here.below - farther.below;
        farther = here;
    }
    g->to->tally.most_floats = fmax(g->to->tally.most_floats, e->most_ulps);
}

/* Counts the measured by their distance from the nearest float, and keeps the largest. */
static void count_offsets(const judging *g, const truth_side *side, const block_errors *e, const extent *results,
                          uint64_t measured)
{
    const question *q = g->truth->question;
    const size_t n = g->truth->block->n;
    tally *t = &g->to->tally;
    if (e->misrounded == 0) {
        t->offsets[OFFSET_RANGES] += measured;
        return;
    }
    const bool even = e->plain && side->form == SIDE_UNIFORM && share_ulp(q->format, side->uniform_ulp, results);
    if (even) {
        count_even_offsets(g, side, e);
        t->offsets[OFFSET_RANGES] += measured - e->misrounded;
        return;
    }
    for (size_t i = 0; i < n; i++) {
        if (!e->plain && e->measured[i] == 0)
            continue;
        const double floats = place_of(q->format, result_bits(g, i)) - place_of(q->format, truth_rounded(q, side, i));
        t->offsets[offset_kind(floats)]++;
        t->most_floats = fmax(t->most_floats, fabs(floats));
    }
}

static void count_far(const judging *g, const block_errors *e)
{
    const size_t n = g->truth->block->n;
    tally *t = &g->to->tally;
    if (e->largest >= 1)
        t->unfaithful += block_loops_best()->count_from(e->error, n, 1);
    if (g->to->claimed > 0 && e->largest > g->to->claimed + g->truth->bound_ulp)
        t->beyond_claim +=
            block_loops_best()->count_from(e->error, n, nextafter(g->to->claimed + g->truth->bound_ulp, HUGE_VAL));
}

/* Input by input. */
static void judge_values(const judging *g)
{
    const question *q = g->truth->question;
    const block *b = g->truth->block;
    const block_loops *loops = block_loops_best();
    const truth_side *side = truth_fill(g->truth, g->negative, g->scratch);
    excuse_flushes(g, side);
    const double *got = widened(g->truth, g->results, g->negative);
    const extent results = extent_of_results(g, got);
    block_errors e;
    if (side->form == SIDE_WIDE) {
        loops->look_wide(q->format, side, got, b->n, &e);
    } else if (side->form == SIDE_UNIFORM && results.numbers && isfinite(results.low) && isfinite(results.high)) {
        loops->look_uniform(q->format, side, got, b->n, &e);
    } else {
        truth_vary(&g->truth->side[g->negative], b->n);
        loops->look_varied(q->format, side, got, b->n, &e);
    }
    /* Padding is judged like an input (it is never at fault nor in error), so counts of all inputs are of n
     * proper. */
    const size_t padding = (BLOCK_LANES - b->n % BLOCK_LANES) % BLOCK_LANES;
    const uint64_t measured = e.measured_count - padding;

    tally *t = &g->to->tally;
    t->measured += measured;
    t->misrounded += e.misrounded;
    t->sum += e.sum;
    t->sum_of_squares += e.sum_of_squares;
    t->sum_signed += e.sum_signed;
    t->most_over = fmax(t->most_over, e.most_over);
    t->most_under = fmin(t->most_under, e.most_under);
    t->max_ulp_normal = fmax(t->max_ulp_normal, normal_largest(g, side, &e));
    count_offsets(g, side, &e, &results, measured);
    count_far(g, &e);
    g->to->widest_ulp = fmax(g->to->widest_ulp, e.widest_ulp);
    const judged_side view = {
        q, b, g->negative, side, &e, got, g->results->elements[g->negative], g->results->next[g->negative], results};
    rules_apply(&view, t);
    rules_apply_steps(&view, t);
    if (g->weights->kind == WEIGHTS_CELLS)
        weigh_cells(g, side, &e);
    else if (g->weights->kind == WEIGHTS_BLOCK)
        weigh_block(g, side, &e, measured);
    offer_extremes(g, side, &e);
    fill_histogram(g, &e);
}

/* Returns whether the side went as decided. */
static bool judge_side(const judging *g)
{
    const question *q = g->truth->question;
    const block *b = g->truth->block;
    g->to->tally.n += b->n;
    if (b->first > q->format->infinity) {
        rules_apply_nan(q, b, g->negative, g->results->elements[g->negative], &g->to->tally);
        return false;
    }
    if (judge_decided(g))
        return true;
    judge_values(g);
    return false;
}

static bool breaks_symmetry(const question *q, double x, double plus, double minus)
{
    _Alignas(64) const double at[BLOCK_LANES] = {x}, a[BLOCK_LANES] = {plus}, b[BLOCK_LANES] = {minus};
    return block_loops_best()->asymmetric(&q->traits, q->format, at, a, b, 1) > 0;
}

/* How many pairs of the block break the symmetry, and the first of them. */
static uint64_t count_asymmetric(truth *t, results *r, size_t *first)
{
    const question *q = t->question;
    const size_t n = t->block->n;
    const double *plus = widened(t, r, false), *minus = widened(t, r, true);
    _Alignas(64) double x[BLOCK_ROOM] = {0};
    for (size_t i = 0; i < n && q->traits.symmetry == SYMMETRY_DIFFERENCE; i++)
        x[i] = format_value(q->format, block_magnitude(t->block, i));
    const uint64_t count = block_loops_best()->asymmetric(&q->traits, q->format, x, plus, minus, n);
    while (count > 0 && !breaks_symmetry(q, x[*first], plus[*first], minus[*first]))
        ++*first;
    return count;
}

static void judge_symmetry(truth *t, results *r, bool decided, tally *to)
{
    const question *q = t->question;
    const decision *d[2] = {&t->side[0].decision, &t->side[1].decision};
    const symmetry kind = q->traits.symmetry;
    uint64_t count = 0, bits[2];
    size_t first = 0;
    if (decided && d[0]->kind == DECIDED_LEVEL && d[1]->kind == DECIDED_LEVEL && kind != SYMMETRY_DIFFERENCE)
        count = t->block->n *
                breaks_symmetry(q, 0, format_value(q->format, d[0]->level), format_value(q->format, d[1]->level));
    else if (!(decided && d[0]->kind == DECIDED_IDENTITY && d[1]->kind == DECIDED_IDENTITY && kind == SYMMETRY_ODD))
        count = count_asymmetric(t, r, &first);
    for (int s = 0; s < 2; s++)
        bits[s] = format_element_bits(q->format, r->elements[s], first);
    sighting_note(&to->seen[PROPERTY_ASYMMETRIC], count, input_bits(t, false, first), bits[0], bits[1]);
}

static double result_at(const truth *t, const results *r, bool negative, size_t i)
{
    return format_value(t->question->format, format_element_bits(t->question->format, r->elements[negative], i));
}

/* Where the block begins with the zeros: whether they have one result, and whether the step from either one leads
 * in the function's direction. (Each side of the block has tried it from its own.) */
static void judge_zeros(const truth *t, const results *r, side_judgement j[2])
{
    const question *q = t->question;
    const float_format *f = q->format;
    const double zero[2] = {result_at(t, r, false, 0), result_at(t, r, true, 0)};
    if (zero[0] != zero[1] && !isnan(zero[0]) && !isnan(zero[1]))
        sighting_note(&j[0].tally.seen[PROPERTY_ZEROS_DIFFER], 1, 0, format_element_bits(f, r->elements[0], 0),
                      format_element_bits(f, r->elements[1], 0));
    for (int s = 0; s < 2 && t->block->loaded > 1; s++) {
        const int slope = s == 1 ? -q->traits.direction[1] : q->traits.direction[0];
        const double next = result_at(t, r, s == 1, 1), own = slope * zero[s], other = slope * zero[!s];
        if (slope * next < other && !(slope * next < own))
            sighting_note(&j[s].tally.seen[PROPERTY_NON_MONOTONE], 1, format_bits(f, 0, s == 1),
                          format_element_bits(f, r->elements[!s], 0), format_element_bits(f, r->elements[s], 1));
    }
}

void side_judgement_begin(side_judgement *j, double claimed)
{
    *j = (side_judgement){.tally = tally_zero(), .claimed = claimed};
    for (int m = 0; m < METRIC_COUNT; m++)
        j->largest[m] = candidates_none();
}

void judge_block(truth *t, const block_weights *w, results *r, exact_scratch *scratch, side_judgement j[2],
                 histogram *h)
{
    bool decided = true;
    for (int s = 0; s < 2; s++)
        decided &= judge_side(&(judging){t, w, r, scratch, &j[s], h, s == 1});
    if (t->block->first == 0)
        judge_zeros(t, r, j);
    if (t->question->traits.symmetry != SYMMETRY_NONE && t->block->first <= t->question->format->infinity)
        judge_symmetry(t, r, decided, &j[0].tally);
}

tally side_judgement_end(side_judgement *j, const question *q, double bound, exact_scratch *scratch)
{
    tally *t = &j->tally;
    t->slack_ulp = fmax(candidates_slack(&j->largest[METRIC_ULP], bound), LEAST_SLACK_ULP);
    t->slack_abs =
        fmax(candidates_slack(&j->largest[METRIC_ABS], bound * j->widest_ulp), LEAST_SLACK_ULP * j->widest_ulp);
    t->max_ulp = candidates_resolve(&j->largest[METRIC_ULP], METRIC_ULP, q, scratch, &t->mpfr_evaluations);
    t->max_abs = candidates_resolve(&j->largest[METRIC_ABS], METRIC_ABS, q, scratch, &t->mpfr_evaluations);
    t->max_rel = candidates_resolve(&j->largest[METRIC_REL], METRIC_REL, q, scratch, &t->mpfr_evaluations);
    return *t;
}
