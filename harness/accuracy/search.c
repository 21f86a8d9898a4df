#include "accuracy/search.h"

#include "accuracy/candidates.h"
#include "accuracy/compositions.h"
#include "support/crash.h"
#include "support/memory.h"
#include "support/splitmix.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>

/* Each interval that is kept is cut into so many parts, and so many windows of each part are tried, down to
 * parts that are tried whole. */
enum { KEPT_MAX = 64, PARTS = 16, TRIES = 4, FIRST_TRIES = 1 };

/* So many neighbours are evaluated together: over them the exact values lie on a line, which takes three
 * evaluations of the function. */
enum { WINDOW = 64 };

/* In ulps of the result: how far long double's functions and the compositions of them are off, and the line
 * through the ends of a window. */
static const double wide_bound = 0x1p-6;

typedef struct interval {
    uint64_t first, count; /* magnitudes */
    bool negative;
    double largest; /* error seen */
    uint64_t largest_at;
} interval;

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

/* The exact value in long double, within wide_bound ulps of a double. */
static long double wide_value(const composed_op *c, double x)
{
    const long double m = fabsl((long double)x);
    composition *compose = c->side[signbit(x) != 0];
    switch (c->base) {
    case BASE_EXP:
        return compose(expl(-m), -expm1l(-m));
    case BASE_LOG1P:
        return compose(log1pl(m), log1pl(-m));
    default:
        return compose(erfl(m), 0);
    }
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

static int ulp_exponent(const float_format *f, long double y)
{
    const int e = y == 0 ? f->e_min : ilogbl(y);
    return (e < f->e_min ? f->e_min : e) - f->precision + 1;
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
    return (double)ldexpl(fabsl((long double)got - y), -ulp_exponent(f, y));
}

static double element(const float_format *f, const void *elements, size_t i)
{
    return format_value(f, format_element_bits(f, elements, i));
}

/* The exact values of a window: first + i step, with an ulp of 2^ulp. */
typedef struct line {
    long double first, step;
    int ulp;
} line;

/* false: the function bends, leaves a binade or is not finite there. */
static bool line_through(descent *d, uint64_t first, bool negative, line *l)
{
    const question *q = d->question;
    const float_format *f = q->format;
    if (d->composed == NULL || d->composed->side[negative] == NULL)
        return false;
    static const int at[] = {0, WINDOW / 2, WINDOW - 1};
    long double y[3];
    for (int i = 0; i < 3; i++) {
        y[i] = wide_value(d->composed, format_value(f, format_bits(f, first + (uint64_t)at[i], negative)));
        if (!(fabsl(y[i]) < ldexpl(1, f->e_max)))
            return false;
    }
    *l = (line){y[0], (y[2] - y[0]) / (WINDOW - 1), ulp_exponent(f, y[0])};
    const long double bend = fabsl(y[0] + (WINDOW / 2) * l->step - y[1]);
    return ulp_exponent(f, y[2]) == l->ulp && ldexpl(bend, -l->ulp) < wide_bound / 2;
}

/* The error at each element; false where it is not simply the distance from a line. */
static bool errors_from_line(descent *d, uint64_t first, bool negative, double errors[WINDOW])
{
    line l;
    if (!line_through(d, first, negative, &l))
        return false;
    bool finite = true;
    const long double unit = ldexpl(1, -l.ulp);
    for (int i = 0; i < WINDOW; i++) {
        const double got = element(d->question->format, d->y, (size_t)i);
        finite &= isfinite(got) != 0;
        errors[i] = (double)(fabsl(got - (l.first + i * l.step)) * unit);
    }
    return finite;
}

/* Keeps the largest of a window's errors. */
static void note_errors(descent *d, interval *v, uint64_t first, const double errors[WINDOW],
                        const double bounds[WINDOW])
{
    const float_format *f = d->question->format;
    candidates *c = &d->largest[v->negative];
    for (size_t i = 0; i < WINDOW; i++) {
        if (errors[i] > v->largest) {
            v->largest = errors[i];
            v->largest_at = first + i;
        }
        if (candidates_want(c, errors[i], bounds[i]))
            candidates_offer(c, errors[i], bounds[i], format_bits(f, first + i, v->negative),
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
    double errors[WINDOW], bounds[WINDOW];
    if (errors_from_line(d, first, v->negative, errors)) {
        t->measured += WINDOW;
        for (size_t i = 0; i < WINDOW; i++)
            bounds[i] = wide_bound;
    } else {
        for (size_t i = 0; i < WINDOW; i++)
            errors[i] = error_of(d, first + i, v->negative, element(q->format, d->y, i), &bounds[i]);
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

/* The largest error first; a total order, so that the search does not depend on the sorting. */
static int by_error(const void *left, const void *right)
{
    const interval *a = left, *b = right;
    if (a->largest != b->largest)
        return a->largest > b->largest ? -1 : 1;
    if (a->negative != b->negative)
        return a->negative ? 1 : -1;
    return a->first < b->first ? -1 : a->first > b->first;
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
        qsort(now, n, sizeof *now, by_error);
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
