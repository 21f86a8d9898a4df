#include "accuracy/truth.h"

#include "support/hot.h"

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

typedef union word {
    double value;
    uint64_t bits;
} word;

/* For f32, as biased exponents of doubles: 2^e_min, and the smallest value that is not told apart. */
enum { F32_MIN_FIELD = 1023 - 126, F32_BEYOND_FIELD = 1023 + BEYOND_FACTOR * 128 - 1, F32_PRECISION = 24 };
_Static_assert(F32_BEYOND_FIELD == 2046, "a finite double beyond the range has the last exponent field");

/* Scales the filter's values to ulps; returns the number of values that its bound leaves undecided, which are
 * flagged. Undecided is a value nearer than its bound to a midpoint of two floats (which way it rounds) or to
 * a power of two (which ulp applies), unless the filter keeps on the right side of that power by
 * construction. */
HOT static size_t scale_filtered(const question *q, const double *y, size_t n, truth_side *side,
                                 int64_t *undecided)
{
    const double bound = q->function->ops[q->op].filter_bound;
    const double near_0 = q->traits.settled[0], near_1 = q->traits.settled[1];
    const double magic = 0x1.8p52; /* adding and subtracting it rounds to an integer */
    int64_t count = 0;
    for (size_t i = 0; i < n; i++) {
        const word magnitude = {.value = fabs(y[i])};
        uint64_t field = magnitude.bits >> 52;
        field = field < F32_MIN_FIELD ? F32_MIN_FIELD : field;
        const bool above = field == F32_BEYOND_FIELD;
        const word scale = {.bits = (uint64_t)(2046 + F32_PRECISION - 1 - field) << 52};
        const word ulp = {.bits = (field - (F32_PRECISION - 1)) << 52};
        const double quotient = y[i] * scale.value;
        const double size = fabs(quotient), slack = size * bound;
        const double off_midpoint = fabs(fabs(quotient - ((quotient + magic) - magic)) - 0.5);
        const double settled = 4 * bound * magnitude.value;
        const bool unsettled =
            fabs(magnitude.value - near_0) > settled && fabs(magnitude.value - near_1) > settled;
        const bool at_power = (fabs(size - 0x1p23) <= slack || 0x1p24 - size <= slack) && unsettled;
        const bool open =
            bound > 0 && field < F32_BEYOND_FIELD && (off_midpoint <= slack || at_power) && size > 0;
        side->quotient[i] = above ? copysign(0x1p24, y[i]) : quotient;
        side->scale[i] = above ? 0 : scale.value;
        side->ulp[i] = ulp.value;
        side->rounded[i] = (side->quotient[i] + magic) - magic;
        undecided[i] = open ? -1 : 0;
        count -= undecided[i];
    }
    return (size_t)count;
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

/* Whether every value is an ordinary one: no NaN, no infinity, nothing that rounds to infinity. */
HOT static bool all_plain(const truth_side *side, size_t n)
{
    const double overflow = 0x1p128 - 0x1p103;
    int odd = 0;
    for (size_t i = 0; i < n; i++)
        odd |= !(fabs(side->quotient[i]) * side->ulp[i] < overflow);
    return odd == 0;
}

static void fill_filtered(const question *q, const block *b, exact_room *room, truth *t)
{
    _Alignas(64) double m[BLOCK_ROOM], y[2][BLOCK_ROOM];
    _Alignas(64) int64_t undecided[BLOCK_ROOM];
    for (size_t i = 0; i < b->n; i++)
        m[i] = format_value(q->format, b->magnitude[i]);
    q->function->ops[q->op].filter(m, y[0], y[1], b->n, &q->params);
    t->plain = true;
    t->wide = false;
    for (int s = 0; s < 2; s++) {
        if (scale_filtered(q, y[s], b->n, &t->side[s], undecided) > 0)
            decide_by_mpfr(q, b, s == 1, undecided, room, t);
        t->plain = t->plain && all_plain(&t->side[s], b->n);
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
        if (!mpfr_number_p(room->y) || mpfr_zero_p(room->y) || !isfinite(y[s]) || fabs(y[s]) < 0x1p-1000)
            continue;
        mpfr_sub_d(room->rest, room->y, y[s], MPFR_RNDN);
        mpfr_div(room->rest, room->rest, room->y, MPFR_RNDN);
        const double error = fabs(mpfr_get_d(room->rest, MPFR_RNDA));
        worst = error > worst ? error : worst;
    }
    return worst;
}
