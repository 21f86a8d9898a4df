#include "accuracy/truth.h"

#include "accuracy/block_loops.h"

#include <math.h>
#include <string.h>

double truth_bound_ulp(const question *q, reference_kind kind)
{
    if (kind == REFERENCE_MPFR || q->format->size != sizeof(float))
        return 0;
    /* |y| / ulp(y) is below 2^p. */
    return ldexp(q->function->ops[q->op].filter_bound, q->format->precision);
}

static void store(const float_format *f, truth_side *side, size_t i, const exact_value *v)
{
    /* A scale of up to 2^1074 takes two factors. */
    const int limit = f->e_max - 1 < 1000 ? 1000 : f->e_max - 1;
    const int first = -v->ulp_exponent > limit    ? limit
                      : -v->ulp_exponent < -limit ? -limit
                                                  : -v->ulp_exponent;
    side->quotient[i] = v->quotient;
    side->rest[i] = v->rest;
    side->rounded[i] = v->rounded;
    side->scale[i] = ldexp(1, first);
    side->rescale[i] = ldexp(1, -v->ulp_exponent - first);
    side->ulp[i] = ldexp(1, v->ulp_exponent);
}

static void pad(truth *t, size_t n)
{
    for (int s = 0; s < 2; s++)
        for (size_t i = n; i % BLOCK_LANES != 0; i++)
            store(format_of(DTYPE_F32), &t->side[s], i, &(exact_value){0, 0, 0, 0});
}

static void fill_exact(const question *q, const block *b, exact_room *room, truth *t)
{
    t->plain = false;
    t->wide = true;
    for (int s = 0; s < 2; s++)
        for (size_t i = 0; i < b->n; i++) {
            const exact_value v = exact_at(q, format_bits(q->format, b->magnitude[i], s == 1), room);
            store(q->format, &t->side[s], i, &v);
            t->mpfr_evaluations += b->magnitude[i] <= q->format->infinity;
        }
}

/* For a block of NaNs only. */
static void fill_nan(const block *b, truth *t)
{
    t->plain = t->wide = false;
    for (int s = 0; s < 2; s++)
        for (size_t i = 0; i < b->n; i++) {
            t->side[s].quotient[i] = t->side[s].rounded[i] = NAN;
            t->side[s].scale[i] = t->side[s].ulp[i] = 1;
        }
}

static void decide_by_mpfr(const question *q, const block *b, bool negative, const int64_t *undecided,
                           exact_room *room, truth *t)
{
    truth_side *side = &t->side[negative];
    for (size_t i = 0; i < b->n; i++) {
        if (undecided[i] == 0)
            continue;
        const exact_value v = exact_at(q, format_bits(q->format, b->magnitude[i], negative), room);
        store(q->format, side, i, &v);
        t->mpfr_evaluations++;
    }
}

static void fill_filtered(const question *q, const block *b, exact_room *room, truth *t)
{
    const block_loops *loops = block_loops_best();
    const double bound = q->function->ops[q->op].filter_bound;
    _Alignas(64) double m[BLOCK_ROOM], y[2][BLOCK_ROOM];
    _Alignas(64) int64_t undecided[BLOCK_ROOM];
    float narrow[BLOCK_ROOM];
    format_store(q->format, b->magnitude, b->n, false, narrow);
    loops->widen_f32(narrow, b->n, m);
    q->function->ops[q->op].filter(m, y[0], y[1], b->n, &q->params);
    for (size_t i = b->n; i % BLOCK_LANES != 0; i++)
        y[0][i] = y[1][i] = 0;
    t->plain = true;
    t->wide = false;
    for (int s = 0; s < 2; s++) {
        if (loops->scale_filtered(y[s], b->n, bound, q->traits.settled, &t->side[s], undecided) > 0)
            decide_by_mpfr(q, b, s == 1, undecided, room, t);
        t->plain = t->plain && loops->all_plain(q->format, &t->side[s], b->n);
    }
}

void truth_fill(const question *q, reference_kind kind, const block *b, exact_room *room, truth *t)
{
    t->bound_ulp = truth_bound_ulp(q, kind);
    const bool finite = b->magnitude[b->n - 1] < q->format->infinity;
    if (b->magnitude[0] > q->format->infinity)
        fill_nan(b, t);
    else if (kind == REFERENCE_FILTERED && q->format->size == sizeof(float) && finite)
        fill_filtered(q, b, room, t);
    else
        fill_exact(q, b, room, t);
    pad(t, b->n);
}

double filter_error_at(const question *q, uint64_t magnitude, exact_room *room)
{
    const double m = format_value(q->format, magnitude);
    double y[2], worst = 0;
    q->function->ops[q->op].filter(&m, &y[0], &y[1], 1, &q->params);
    for (int s = 0; s < 2; s++) {
        exact_at(q, format_bits(q->format, magnitude, s == 1), room);
        if (!mpfr_number_p(room->y) || mpfr_zero_p(room->y) || fabs(y[s]) < 0x1p-1000 ||
            fabs(y[s]) >= 0x1p1023)
            continue;
        mpfr_sub_d(room->rest, room->y, y[s], MPFR_RNDN);
        mpfr_div(room->rest, room->rest, room->y, MPFR_RNDN);
        const double error = fabs(mpfr_get_d(room->rest, MPFR_RNDA));
        worst = error > worst ? error : worst;
    }
    return worst;
}
