#include "accuracy/search.h"

#include "accuracy/candidates.h"
#include "accuracy/compositions.h"
#include "accuracy/wide.h"
#include "support/crash.h"
#include "support/memory.h"
#include "support/splitmix.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>

/* Each interval that is kept is cut into so many parts, and so many windows of each part are tried, down to
 * parts that are tried whole. */
enum { KEPT_MAX = 64, PARTS = 16, TRIES = 4, FIRST_TRIES = 1 };

/* The largest errors of windows, on one side of the exact value. */
typedef struct maxima {
    double sum, squares, count;
} maxima;

typedef struct interval {
    uint64_t first, count; /* magnitudes */
    bool negative;
    double largest; /* error seen */
    uint64_t largest_at;
    maxima above, below;
    double promise; /* what the intervals are ranked by */
} interval;

static void maxima_add(maxima *m, double largest)
{
    m->sum += largest;
    m->squares += largest * largest;
    m->count++;
}

/* How large an error would be that is three standard deviations off the mean of the maxima. */
static double maxima_reach(const maxima *m)
{
    const double mean = m->sum / m->count;
    return mean + 3 * sqrt(fmax(0, m->squares / m->count - mean * mean));
}

typedef struct descent {
    const question *question;
    const implementation *impl;
    const composed_op *composed; /* NULL: MPFR has to do */
    exact_room *room;
    uint64_t stream, drawn;
    candidates largest[2];
    tally *sides;
    _Alignas(64) unsigned char x[WINDOW * sizeof(double)], y[WINDOW * sizeof(double)];
    uint64_t magnitudes[WINDOW];
} descent;

static int binade_bits(const float_format *f)
{
    return f->precision - 1;
}

/* A binade is cut so often before only neighbours are left. */
static uint64_t levels(const float_format *f)
{
    uint64_t count = 0;
    for (uint64_t size = UINT64_C(1) << binade_bits(f); size > (uint64_t)WINDOW * TRIES; size /= PARTS)
        count++;
    return count;
}

static uint64_t evaluations(const float_format *f, uint64_t kept)
{
    return WINDOW * (2 * format_bins(f) * FIRST_TRIES + levels(f) * kept * PARTS * TRIES);
}

size_t search_descents(uint64_t budget)
{
    const uint64_t one = evaluations(format_of(DTYPE_F64), KEPT_MAX);
    return (size_t)((budget + one - 1) / one);
}

/* How many intervals a descent can keep, so that all together stay within the budget. */
static size_t kept_within(const inputs *in)
{
    const uint64_t mine = in->count / search_descents(in->count), fixed = evaluations(in->format, 0);
    const uint64_t each = evaluations(in->format, 1) - fixed;
    const uint64_t kept = mine > fixed ? (mine - fixed) / each : 0;
    return kept < 1 ? 1 : kept > KEPT_MAX ? KEPT_MAX : (size_t)kept;
}

static const composed_op *usable(const question *q)
{
    const composed_op *c = composed_find(q->function, q->op);
    const bool wide_enough = LDBL_MANT_DIG >= 64 && (!q->function->has_alpha || q->params.alpha == 1);
    return c != NULL && c->base < BASE_COUNT && wide_enough ? c : NULL;
}

/* By MPFR: 0 where no error is measured. */
static double exact_error_of(descent *d, uint64_t x, uint64_t got, tally *t)
{
    const exact_error e = ulp_error(d->question, x, got, d->room);
    t->mpfr_evaluations++;
    if (e.fault)
        sighting_note(&t->seen[PROPERTY_FAULT], 1, x, got, got);
    t->measured += e.measured;
    return e.measured ? (double)e.ulp : 0;
}

static double error_of(descent *d, uint64_t magnitude, bool negative, double got, double *bound)
{
    const float_format *f = d->question->format;
    tally *t = &d->sides[negative];
    const uint64_t x = format_bits(f, magnitude, negative);
    const double value = format_value(f, x);
    *bound = 0;
    if (d->composed == NULL || d->composed->side[negative] == NULL)
        return exact_error_of(d, x, format_encode(f, got), t);
    const long double y = wide_value(d->composed, value);
    if (!isfinite(got) || !(fabsl(y) < ldexpl(1, f->e_max))) {
        if (isnan(got) && isnan(y))
            return 0;
        if (isinf(got) && fabsl(y) >= ldexpl(1, f->e_max + 1) && (got > 0) == (y > 0)) {
            t->measured++;
            return 0;
        }
        return exact_error_of(d, x, format_encode(f, got), t);
    }
    t->measured++;
    *bound = wide_bound;
    return (double)ldexpl(fabsl((long double)got - y), -wide_ulp_exponent(f, y));
}

static double element(const float_format *f, const void *elements, size_t i)
{
    return format_value(f, format_element_bits(f, elements, i));
}

/* Keeps the largest of a window's errors, and what the window says of others in the interval. */
static void note_errors(descent *d, interval *v, uint64_t first, const double errors[WINDOW],
                        const double bounds[WINDOW])
{
    const float_format *f = d->question->format;
    candidates *c = &d->largest[v->negative];
    double high = 0, low = 0, bound = 0;
    for (size_t i = 0; i < WINDOW; i++) {
        high = errors[i] > high ? errors[i] : high;
        low = errors[i] < low ? errors[i] : low;
        bound = bounds[i] > bound ? bounds[i] : bound;
    }
    maxima_add(&v->above, high);
    maxima_add(&v->below, -low);
    const double largest = fmax(high, -low);
    if (!(largest > v->largest) && !candidates_want(c, largest, bound))
        return;
    for (size_t i = 0; i < WINDOW; i++) {
        const double size = fabs(errors[i]);
        if (size > v->largest) {
            v->largest = size;
            v->largest_at = first + i;
        }
        if (candidates_want(c, size, bounds[i]))
            candidates_offer(c, size, bounds[i], format_bits(f, first + i, v->negative),
                             format_element_bits(f, d->y, i));
    }
}

static void try_window(descent *d, interval *v, uint64_t first)
{
    const question *q = d->question;
    for (size_t i = 0; i < WINDOW; i++)
        d->magnitudes[i] = first + i;
    format_store(q->format, d->magnitudes, WINDOW, v->negative, d->x);
    crash_blame(d->impl->name);
    implementation_run(d->impl, d->x, d->y, WINDOW, &q->params);
    crash_blame(NULL);
    tally *t = &d->sides[v->negative];
    t->n += WINDOW;
    double got[WINDOW], errors[WINDOW], bounds[WINDOW];
    for (size_t i = 0; i < WINDOW; i++)
        got[i] = element(q->format, d->y, i);
    const composed_op *c = d->composed;
    if (c != NULL && c->side[v->negative] != NULL &&
        wide_errors(c, q->format, first, v->negative, got, errors)) {
        t->measured += WINDOW;
        for (size_t i = 0; i < WINDOW; i++)
            bounds[i] = wide_bound;
    } else {
        for (size_t i = 0; i < WINDOW; i++)
            errors[i] = error_of(d, first + i, v->negative, got[i], &bounds[i]);
    }
    note_errors(d, v, first, errors, bounds);
}

/* Tries some windows of an interval, or all of them if they are no more. */
static void sample(descent *d, interval *v, uint64_t tries)
{
    const uint64_t windows = v->count / WINDOW;
    for (uint64_t i = 0; i < (windows < tries ? windows : tries); i++) {
        const uint64_t chosen = windows <= tries ? i : splitmix_at(d->stream, d->drawn++) % windows;
        try_window(d, v, v->first + chosen * WINDOW);
    }
}

/* The most promising first; a total order, so that the search does not depend on the sorting. */
static int by_promise(const void *left, const void *right)
{
    const interval *a = left, *b = right;
    if (a->promise != b->promise)
        return a->promise > b->promise ? -1 : 1;
    if (a->negative != b->negative)
        return a->negative ? 1 : -1;
    return a->first < b->first ? -1 : a->first > b->first;
}

/* Every other descent follows not the largest error that was seen but the one that is to be expected: a
 * coarse interval shifts all of its errors by a little, which shows in their mean before it shows in their
 * maximum. Some functions' worst inputs are found by the one, some by the other. */
static void promise_all(interval *v, size_t n, bool by_reach)
{
    for (size_t i = 0; i < n; i++)
        v[i].promise = by_reach && v[i].above.count >= 2
                           ? fmax(maxima_reach(&v[i].above), maxima_reach(&v[i].below))
                           : v[i].largest;
}

/* Every binade on both sides. */
static size_t begin(descent *d, interval *out)
{
    const float_format *f = d->question->format;
    const uint64_t size = UINT64_C(1) << binade_bits(f);
    size_t n = 0;
    for (int s = 0; s < 2; s++)
        for (uint64_t first = 0; first < f->infinity; first += size) {
            out[n] = (interval){.first = first, .count = size, .negative = s == 1};
            sample(d, &out[n++], FIRST_TRIES);
        }
    return n;
}

static size_t cut(descent *d, const interval *from, size_t n, interval *out)
{
    size_t parts = 0;
    for (size_t i = 0; i < n; i++)
        for (uint64_t p = 0; p < PARTS; p++) {
            const uint64_t size = from[i].count / PARTS;
            interval v = {.first = from[i].first + p * size, .count = size, .negative = from[i].negative};
            if (from[i].largest_at - v.first < size) {
                v.largest = from[i].largest;
                v.largest_at = from[i].largest_at;
            }
            sample(d, &v, TRIES);
            out[parts++] = v;
        }
    return parts;
}

void search_descend(const question *q, const implementation *impl, const inputs *in, size_t index,
                    exact_room *room, tally sides[2])
{
    descent *d = memory_or_exit(aligned_alloc(64, (sizeof *d + 63) / 64 * 64));
    *d = (descent){.question = q,
                   .impl = impl,
                   .composed = usable(q),
                   .room = room,
                   .stream = splitmix_at(in->seed, index),
                   .sides = sides};
    for (int s = 0; s < 2; s++) {
        d->largest[s] = candidates_none();
        sides[s] = tally_zero();
    }
    const size_t kept = kept_within(in), binades = 2 * format_bins(q->format);
    const size_t places = binades > PARTS * kept ? binades : PARTS * kept;
    interval *now = memory_or_exit(calloc(places, sizeof *now)),
             *next = memory_or_exit(calloc(places, sizeof *next));
    size_t n = begin(d, now);
    for (uint64_t level = levels(q->format); level > 0; level--) {
        promise_all(now, n, index % 2 == 1);
        qsort(now, n, sizeof *now, by_promise);
        n = cut(d, now, n < kept ? n : kept, next);
        interval *const spare = now;
        now = next;
        next = spare;
    }
    for (int s = 0; s < 2; s++)
        sides[s].max_ulp =
            candidates_resolve(&d->largest[s], METRIC_ULP, q, room, &sides[s].mpfr_evaluations);
    free(now);
    free(next);
    free(d);
}
