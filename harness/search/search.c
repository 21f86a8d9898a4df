#include "search/search.h"

#include "judge/candidates.h"
#include "reference/compositions.h"
#include "support/memory.h"
#include "support/splitmix.h"
#include "truth/wide.h"

#include <float.h>
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* So many windows of a neighbourhood are tried, of a binade fewer. */
enum { TRIES = 4, FIRST_TRIES = 1 };

/* One step down: so many neighbourhoods are kept, and of each of them so many parts of 2^bits neighbours are
 * tried. Where there are more such parts they are drawn at random. */
typedef struct step {
    size_t kept, parts;
    int bits;
} step;

/* The ways down from a binade, the last step to parts that are tried whole. */
enum { WAYS = 2, STEPS_MAX = 12 };

/* The descents take the two ways in turn. The first follows the largest error that was seen. The second
 * follows the error to be expected: a coarse neighbourhood shifts all of its errors by a little, which shows in
 * their mean before it shows in their maximum. Cutting by sixteen draws it into the region where errors are
 * large, and there, where nothing between 2^28 and 2^16 neighbours tells places apart, it surveys many places
 * of 2^16. Some functions' worst inputs are found by the one, some by the other. */
static const struct way {
    bool by_reach;
    step steps[STEPS_MAX];
} ways[WAYS] = {
    {false,
     {{64, 16, 48},
      {64, 16, 44},
      {64, 16, 40},
      {64, 16, 36},
      {64, 16, 32},
      {64, 16, 28},
      {64, 16, 24},
      {64, 16, 20},
      {64, 16, 16},
      {64, 16, 12},
      {64, 16, 8}}},
    {true,
     {{64, 16, 48},
      {64, 16, 44},
      {64, 16, 40},
      {64, 16, 36},
      {64, 16, 32},
      {64, 16, 28},
      {64, 1024, 16},
      {512, 16, 12},
      {512, 16, 8}}},
};

/* The largest errors of windows, on one side of the exact value. */
typedef struct maxima {
    double sum, squares, count;
} maxima;

typedef struct neighbourhood {
    uint64_t first, count; /* magnitudes */
    bool negative;
    double largest; /* error seen */
    uint64_t largest_at;
    maxima above, below;
    double promise; /* what the neighbourhoods are ranked by */
} neighbourhood;

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
    const composed *composed; /* NULL: MPFR has to do */
    exact_scratch *scratch;
    uint64_t stream, drawn;
    candidates largest[2];
    tally *sides;
    caller *caller;
    offence found;
    _Alignas(64) uint64_t x[WINDOW];
    _Alignas(64) double y[WINDOW];
} descent;

static int binade_bits(const float_format *f)
{
    return f->precision - 1;
}

static uint64_t first_evaluations(void)
{
    return (uint64_t)WINDOW * 2 * format_bins(format_of(DTYPE_F64)) * FIRST_TRIES;
}

static uint64_t step_evaluations(const step *s)
{
    return (uint64_t)WINDOW * s->kept * s->parts * TRIES;
}

static uint64_t way_evaluations(const struct way *w)
{
    uint64_t sum = first_evaluations();
    for (const step *s = w->steps; s->kept > 0; s++)
        sum += step_evaluations(s);
    return sum;
}

/* The evaluations of the first n descents, were none cut short. */
static uint64_t descents_evaluations(size_t n)
{
    uint64_t sum = 0;
    for (size_t i = 0; i < WAYS; i++)
        sum += way_evaluations(&ways[i]) * (n / WAYS + (i < n % WAYS));
    return sum;
}

size_t search_descents(uint64_t budget)
{
    size_t n = (size_t)(budget / descents_evaluations(WAYS)) * WAYS;
    while (descents_evaluations(n) < budget)
        n++;
    return n;
}

static const char name[] = "search";

void search_name(uint64_t budget, char *text, size_t size)
{
    snprintf(text, size, "%s:%" PRIu64, name, budget);
}

bool search_parse(const char *text, uint64_t *budget)
{
    const size_t length = sizeof name - 1;
    *budget = SEARCH_BUDGET;
    if (strncmp(text, name, length) != 0)
        return false;
    return text[length] == '\0' ||
           (text[length] == ':' && inputs_parse_count(text + length + 1, budget) && *budget >= SEARCH_BUDGET_LEAST);
}

/* The share of its neighbourhoods that a descent keeps, so that all together stay within the budget. */
static double kept_share(uint64_t budget)
{
    const size_t n = search_descents(budget);
    const double fixed = (double)(n * first_evaluations());
    return fmax(0, ((double)budget - fixed) / ((double)descents_evaluations(n) - fixed));
}

static size_t kept_of(const step *s, double share)
{
    const size_t kept = (size_t)(share * (double)s->kept);
    return kept > 0 ? kept : 1;
}

static const composed *usable(const question *q)
{
    const composed *c = &q->function->ops[q->op].composed;
    const params own = params_of(q->function, DTYPE_F64, NULL);
    bool known = wide_knows(c->base);
    for (parameter i = 0; i < PARAMETER_COUNT; i++)
        known = known && q->params.value[i] == own.value[i];
    return known ? c : NULL;
}

/* By MPFR: 0 where no error is measured. */
static double exact_error_of(descent *d, uint64_t x, uint64_t got, tally *t)
{
    const exact_error e = ulp_error(d->question, x, got, d->scratch);
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
    if (d->composed == NULL || composition_at(d->composed, negative, fabs(value)) == NULL)
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

/* Keeps the largest of a window's errors, and what the window says of others in the neighbourhood. */
static void note_errors(descent *d, neighbourhood *v, uint64_t first, const double errors[WINDOW],
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
            candidates_offer(c, size, bounds[i], format_bits(f, first + i, v->negative), format_encode(f, d->y[i]));
    }
}

static void try_window(descent *d, neighbourhood *v, uint64_t first)
{
    const question *q = d->question;
    const uint64_t start = format_bits(q->format, first, v->negative);
    for (size_t i = 0; i < WINDOW; i++)
        d->x[i] = start + i;
    const operands *o = &d->caller->operands;
    memcpy(o->inputs[0], d->x, sizeof d->x);
    operands_fill(o, 0, sizeof d->y, FILLING_FIRST);
    offence_add(&d->found, caller_run(d->caller, d->impl, 1, WINDOW, &q->params));
    memcpy(d->y, o->results[0], sizeof d->y);
    tally *t = &d->sides[v->negative];
    t->n += WINDOW;
    double errors[WINDOW], bounds[WINDOW];
    const composed *c = d->composed;
    if (c != NULL && wide_errors(c, q->format, first, v->negative, d->y, errors)) {
        t->measured += WINDOW;
        for (size_t i = 0; i < WINDOW; i++)
            bounds[i] = wide_bound;
    } else {
        for (size_t i = 0; i < WINDOW; i++)
            errors[i] = error_of(d, first + i, v->negative, d->y[i], &bounds[i]);
    }
    note_errors(d, v, first, errors, bounds);
}

/* Tries some windows of a neighbourhood, or all of them if they are no more. */
static void sample(descent *d, neighbourhood *v, uint64_t tries)
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
    const neighbourhood *a = left, *b = right;
    if (a->promise != b->promise)
        return a->promise > b->promise ? -1 : 1;
    if (a->negative != b->negative)
        return a->negative ? 1 : -1;
    return a->first < b->first ? -1 : a->first > b->first;
}

static void promise_all(neighbourhood *v, size_t n, bool by_reach)
{
    for (size_t i = 0; i < n; i++)
        v[i].promise = by_reach && v[i].above.count >= 2 ? fmax(maxima_reach(&v[i].above), maxima_reach(&v[i].below))
                                                         : v[i].largest;
}

/* Every binade on both sides. */
static size_t begin(descent *d, neighbourhood *out)
{
    const float_format *f = d->question->format;
    const uint64_t size = UINT64_C(1) << binade_bits(f);
    size_t n = 0;
    for (int s = 0; s < 2; s++)
        for (uint64_t first = 0; first < f->infinity; first += size) {
            out[n] = (neighbourhood){.first = first, .count = size, .negative = s == 1};
            sample(d, &out[n++], FIRST_TRIES);
        }
    return n;
}

/* Tries parts of the first n neighbourhoods; returns how many there are. */
static size_t cut(descent *d, const neighbourhood *from, size_t n, const step *to, neighbourhood *out)
{
    const uint64_t size = UINT64_C(1) << to->bits;
    size_t count = 0;
    for (size_t i = 0; i < n; i++) {
        const uint64_t places = from[i].count / size;
        for (uint64_t p = 0; p < to->parts; p++) {
            const uint64_t place = places <= to->parts ? p : splitmix_at(d->stream, d->drawn++) % places;
            neighbourhood v = {.first = from[i].first + place * size, .count = size, .negative = from[i].negative};
            if (from[i].largest_at - v.first < size) {
                v.largest = from[i].largest;
                v.largest_at = from[i].largest_at;
            }
            sample(d, &v, TRIES);
            out[count++] = v;
        }
    }
    return count;
}

/* Room for the most neighbourhoods that a step, or the binades, come to. */
static size_t places_of(const struct way *w)
{
    size_t most = 2 * format_bins(format_of(DTYPE_F64));
    for (const step *s = w->steps; s->kept > 0; s++)
        most = s->kept * s->parts > most ? s->kept * s->parts : most;
    return most;
}

static void go_down(descent *d, const struct way *w, double share)
{
    const size_t places = places_of(w);
    neighbourhood *now = memory_or_exit(calloc(places, sizeof *now)),
                  *next = memory_or_exit(calloc(places, sizeof *next));
    size_t n = begin(d, now);
    for (const step *s = w->steps; s->kept > 0; s++) {
        const size_t kept = kept_of(s, share);
        promise_all(now, n, w->by_reach);
        qsort(now, n, sizeof *now, by_promise);
        n = cut(d, now, n < kept ? n : kept, s, next);
        neighbourhood *const spare = now;
        now = next;
        next = spare;
    }
    free(now);
    free(next);
}

offence search_descend(const question *q, const implementation *impl, uint64_t budget, uint64_t seed, size_t index,
                       exact_scratch *scratch, caller *c, tally sides[2])
{
    descent *d = memory_or_exit(aligned_alloc(64, (sizeof *d + 63) / 64 * 64));
    *d = (descent){.question = q,
                   .impl = impl,
                   .composed = usable(q),
                   .scratch = scratch,
                   .caller = c,
                   .stream = splitmix_at(seed, index),
                   .sides = sides};
    for (int s = 0; s < 2; s++) {
        d->largest[s] = candidates_none();
        sides[s] = tally_zero();
    }
    go_down(d, &ways[index % WAYS], kept_share(budget));
    for (int s = 0; s < 2; s++)
        sides[s].max_ulp = candidates_resolve(&d->largest[s], METRIC_ULP, q, scratch, &sides[s].mpfr_evaluations);
    const offence found = d->found;
    free(d);
    return found;
}
