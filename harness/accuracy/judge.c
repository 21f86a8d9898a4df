#include "accuracy/judge.h"

#include "accuracy/lanes.h"
#include "support/hot.h"

#include <float.h>
#include <math.h>

/* What one look at a side of a block gives; the arrays hold every input's error for those who look again. */
typedef struct block_errors {
    _Alignas(64) double error[BLOCK_ROOM];     /* in ulps; 0 where none is measured */
    _Alignas(64) int64_t measured[BLOCK_ROOM]; /* all ones or 0 */
    _Alignas(64) int64_t fault[BLOCK_ROOM];
    double sum, sum_of_squares, sum_signed;
    double largest, largest_absolute, largest_relative_bound, widest_ulp;
    uint64_t measured_count, faults, misrounded, wrong_zero_sign;
    bool plain; /* measured everywhere, no fault: the two arrays are not filled */
} block_errors;

typedef struct bounds {
    double infinity_half; /* 2^e_max: half of what an infinite result counts as */
    double normal;        /* quotients from here on are normal numbers: 2^(p-1) */
} bounds;

/* The two looks below differ in what they allow for. A plain one knows that every exact value and every
 * result is an ordinary number. */
LANES_INLINE void look(const bounds *f, const truth_side *t, const double *got, size_t n, bool plain,
                       bool wide, block_errors *e)
{
    lanes sum = {0}, squares = {0}, signed_sum = {0}, largest = {0}, absolute = {0}, normal_error = {0},
          widest = {0};
    lanes normal_quotient = lanes_all(DBL_MAX);
    mask measured_count = {0}, faults = {0}, misrounded = {0}, zero_signs = {0};
    for (size_t i = 0; i < n; i += BLOCK_LANES) {
        const lanes q = lanes_load(t->quotient + i), y = lanes_load(got + i), ulp = lanes_load(t->ulp + i);
        const lanes rounded = lanes_load(t->rounded + i);
        lanes scaled = y * lanes_load(t->scale + i);
        if (wide)
            scaled = scaled * lanes_load(t->rescale + i);
        mask measured = ~(mask){0}, in_range = ~(mask){0};
        const lanes rest = wide ? lanes_load(t->rest + i) : (lanes){0};
        lanes difference = (scaled - q) - rest;
        mask off = scaled != rounded;
        if (!plain) {
            const mask y_nan = lanes_is_nan(y), q_nan = lanes_is_nan(q);
            const mask y_inf = lanes_abs(y) > DBL_MAX, q_inf = lanes_abs(q) > DBL_MAX;
            const mask fault = (y_nan ^ q_nan) |
                               (~y_nan & ~q_nan & ((q_inf & (y != q)) | (y_inf & lanes_signs_differ(y, q))));
            in_range = lanes_abs(rounded) * ulp * 0.5 < f->infinity_half;
            const mask rightly_infinite = ~in_range & y_inf & ~fault;
            lanes infinity = lanes_all(f->infinity_half) * lanes_load(t->scale + i);
            if (wide)
                infinity = infinity * lanes_load(t->rescale + i);
            infinity = infinity * 2;
            scaled = lanes_select(y_inf, lanes_select(y < 0, -infinity, infinity), scaled);
            difference = (scaled - q) - rest;
            measured = ~fault & ~q_nan & ~q_inf;
            difference = lanes_where(measured & ~rightly_infinite, difference);
            off = (scaled != rounded) & measured & ~rightly_infinite;
            *(mask *)(e->fault + i) = fault;
            *(mask *)(e->measured + i) = measured;
            faults += fault;
            zero_signs += (y == 0) & lanes_signs_differ(y, q) & ~q_nan;
        } else {
            zero_signs += (y == 0) & lanes_signs_differ(y, q);
        }
        const lanes error = lanes_abs(difference);
        *(lanes *)(e->error + i) = error;
        measured_count += measured;
        misrounded += off;
        sum += error;
        squares += error * error;
        signed_sum += difference;
        largest = lanes_max(error, largest);
        absolute = lanes_max(lanes_where(in_range, error * ulp), absolute);
        const mask normal = (lanes_abs(q) >= f->normal) & measured & in_range;
        normal_error = lanes_max(lanes_where(normal, error), normal_error);
        normal_quotient = lanes_select(normal, lanes_min(lanes_abs(q), normal_quotient), normal_quotient);
        widest = lanes_max(lanes_where(in_range, ulp), widest);
    }
    e->sum = lanes_sum(sum);
    e->sum_of_squares = lanes_sum(squares);
    e->sum_signed = lanes_sum(signed_sum);
    e->largest = lanes_largest(largest);
    e->largest_absolute = lanes_largest(absolute);
    e->largest_relative_bound = lanes_largest(normal_error) / lanes_smallest(normal_quotient);
    e->widest_ulp = lanes_largest(widest);
    e->measured_count = lanes_count(measured_count);
    e->faults = lanes_count(faults);
    e->misrounded = lanes_count(misrounded);
    e->wrong_zero_sign = lanes_count(zero_signs);
    e->plain = plain;
}

HOT static void look_plain(const bounds *f, const truth_side *t, const double *got, size_t n, block_errors *e)
{
    look(f, t, got, n, true, false, e);
}

HOT static void look_narrow(const bounds *f, const truth_side *t, const double *got, size_t n,
                            block_errors *e)
{
    look(f, t, got, n, false, false, e);
}

HOT static void look_wide(const bounds *f, const truth_side *t, const double *got, size_t n, block_errors *e)
{
    look(f, t, got, n, false, true, e);
}

HOT static bool all_finite(const double *got, size_t n)
{
    lanes product = {0};
    for (size_t i = 0; i < n; i += BLOCK_LANES)
        product += lanes_load(got + i) * 0;
    return lanes_sum(product) == 0;
}

/* Steps between neighbouring magnitudes that run against `slope`, the direction of growing magnitude. */
HOT static uint64_t count_wrong_steps(const double *got, const int64_t *adjacent, size_t n, int slope)
{
    mask count = {0};
    for (size_t i = 0; i < n; i += BLOCK_LANES) {
        const lanes here = lanes_load(got + i), next = *(const unaligned_lanes *)(got + i + 1);
        const mask wrong = slope > 0 ? next < here : next > here;
        count += wrong & *(const mask *)(adjacent + i);
    }
    return lanes_count(count);
}

/* Half an ulp of a result, from its own exponent. */
LANES_INLINE lanes half_ulp(lanes y, const float_format *f)
{
    const lanes power = (lanes)((mask)y & INT64_C(0x7ff0000000000000));
    return lanes_max(power, lanes_all(ldexp(1, f->e_min))) * ldexp(1, -f->precision);
}

/* Pairs x, -x whose results break the symmetry. Where f(x) + f(-x) = 1 a pair may miss by half an ulp each: a
 * correctly rounded function does. */
HOT static uint64_t count_asymmetric(const question *q, const double *plus, const double *minus, size_t n)
{
    mask count = {0};
    for (size_t i = 0; i < n; i += BLOCK_LANES) {
        const lanes a = lanes_load(plus + i), b = lanes_load(minus + i);
        const mask numbers = (a == a) & (b == b);
        mask broken = {0};
        if (q->traits.symmetry == SYMMETRY_ODD)
            broken = a != -b;
        else if (q->traits.symmetry == SYMMETRY_EVEN)
            broken = a != b;
        else
            broken = lanes_abs((a - 1) + b) > half_ulp(a, q->format) + half_ulp(b, q->format);
        count += broken & numbers;
    }
    return lanes_count(count);
}

static size_t first_equal(const double *got, size_t n, double value)
{
    for (size_t i = 0; i < n; i++)
        if (got[i] == value)
            return i;
    return n;
}

HOT static bool any_equal(const double *got, size_t n, double value)
{
    mask found = {0};
    for (size_t i = 0; i < n; i += BLOCK_LANES)
        found += lanes_load(got + i) == value;
    return lanes_count(found) > 0;
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
    const double absolute_bound = bound * j->widest_ulp;
    const double relative_bound = 2 * q->function->ops[q->op].filter_bound * (bound > 0);
    const double normal = ldexp(1, q->format->precision - 1), overflow = ldexp(1, q->format->e_max);
    if (!candidates_want(&j->largest[METRIC_ULP], e->largest, bound) &&
        !candidates_want(&j->largest[METRIC_ABS], e->largest_absolute, absolute_bound) &&
        !candidates_want(&j->largest[METRIC_REL], e->largest_relative_bound, relative_bound))
        return;
    for (size_t i = 0; i < b->n; i++) {
        if (!e->plain && e->measured[i] == 0)
            continue;
        const uint64_t x = format_bits(q->format, b->magnitude[i], negative);
        const uint64_t y = format_encode(q->format, got[i]);
        const double error = e->error[i], size = fabs(t->quotient[i]);
        const bool in_range = fabs(t->rounded[i]) * t->ulp[i] * 0.5 < overflow;
        candidates_offer(&j->largest[METRIC_ULP], error, bound, x, y);
        if (in_range)
            candidates_offer(&j->largest[METRIC_ABS], error * t->ulp[i], absolute_bound, x, y);
        if (in_range && size >= normal)
            candidates_offer(&j->largest[METRIC_REL], error / size, relative_bound, x, y);
    }
}

/* Puts every measured error into its bin; one that the bound leaves between two bins is found by MPFR. */
static void fill_histogram(const question *q, const block *b, double bound, const double *got,
                           const block_errors *e, bool negative, exact_room *room, judgement *j, histogram *h)
{
    int32_t bins[BLOCK_ROOM];
    histogram_bins(e->error, b->n, bound, bins);
    for (size_t i = 0; i < b->n; i++) {
        if (!e->plain && e->measured[i] == 0)
            continue;
        size_t bin = (size_t)bins[i];
        if (bins[i] < 0) {
            const exact_error exact = ulp_error(q, format_bits(q->format, b->magnitude[i], negative),
                                                format_encode(q->format, got[i]), room);
            bin = histogram_bin((double)exact.ulp);
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
    if (t->saturated != NO_INPUT || isnan(limit) || !any_equal(got, b->n, limit))
        return;
    const size_t i = first_equal(got, b->n, limit);
    if (i < b->n && b->magnitude[i] > 0 && b->magnitude[i] < q->format->infinity)
        t->saturated = format_bits(q->format, b->magnitude[i], negative);
}

static void judge_side(const question *q, const block *b, const truth *t, const double *got, bool negative,
                       exact_room *room, judgement *j, histogram *h)
{
    const bounds f = {ldexp(1, q->format->e_max), ldexp(1, q->format->precision - 1)};
    const truth_side *side = &t->side[negative];
    block_errors e;
    if (t->wide)
        look_wide(&f, side, got, b->n, &e);
    else if (t->plain && all_finite(got, b->n))
        look_plain(&f, side, got, b->n, &e);
    else
        look_narrow(&f, side, got, b->n, &e);

    tally *sums = &j->tally;
    sums->n += b->n;
    sums->measured += count_measured(&e, b->n);
    sums->faults += e.faults;
    sums->misrounded += e.misrounded;
    sums->wrong_zero_sign += e.wrong_zero_sign;
    sums->sum += e.sum;
    sums->sum_of_squares += e.sum_of_squares;
    sums->sum_signed += e.sum_signed;
    const int slope = negative ? -q->traits.direction[1] : q->traits.direction[0];
    if (slope != 0)
        sums->non_monotone += count_wrong_steps(got, b->adjacent, b->n, slope);
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
        judge_side(q, b, t, r->side[s], s == 1, room, &j[s], h);
    if (q->traits.symmetry != SYMMETRY_NONE)
        j[0].tally.asymmetric += count_asymmetric(q, r->side[0], r->side[1], b->n);
}

tally judgement_end(judgement *j, const question *q, exact_room *room)
{
    tally *t = &j->tally;
    t->max_ulp = candidates_resolve(&j->largest[METRIC_ULP], METRIC_ULP, q, room, &t->mpfr_evaluations);
    t->max_abs = candidates_resolve(&j->largest[METRIC_ABS], METRIC_ABS, q, room, &t->mpfr_evaluations);
    t->max_rel = candidates_resolve(&j->largest[METRIC_REL], METRIC_REL, q, room, &t->mpfr_evaluations);
    return *t;
}
