#include "truth/truth.h"

#include "truth/block_loops.h"
#include "truth/decide.h"

#include <math.h>
#include <string.h>

double truth_bound_ulp(const question *q, reference_kind kind)
{
    if (kind == REFERENCE_MPFR || q->format->size != sizeof(float))
        return 0;
    /* |y| / ulp(y) is below 2^p. */
    return ldexp(q->function->ops[q->op].filter_bound, q->format->precision);
}

static const char *const flush_names[2][2] = {{"", "ftz"}, {"daz", "ftz daz"}}; /* by inputs, then results */

const char *flushes_name(flushes f)
{
    return flush_names[f.inputs][f.results];
}

bool flushes_named(const char *name, flushes *f)
{
    for (int i = 0; i < 4; i++) {
        *f = (flushes){.inputs = i / 2 != 0, .results = i % 2 != 0};
        if (strcmp(flushes_name(*f), name) == 0)
            return true;
    }
    return false;
}

static void store(const float_format *f, truth_side *side, size_t i, const exact_value *v)
{
    /* A scale of up to 2^1074 takes two factors. */
    const int limit = f->e_max - 1 < 1000 ? 1000 : f->e_max - 1;
    const int first = -v->ulp_exponent > limit ? limit : -v->ulp_exponent < -limit ? -limit : -v->ulp_exponent;
    side->quotient[i] = v->quotient;
    side->rest[i] = v->rest;
    side->rounded[i] = v->rounded;
    side->scale[i] = ldexp(1, first);
    side->rescale[i] = ldexp(1, -v->ulp_exponent - first);
    side->ulp[i] = ldexp(1, v->ulp_exponent);
}

static void pad(truth_side *side, size_t n)
{
    for (size_t i = n; i % BLOCK_LANES != 0; i++)
        store(format_of(DTYPE_F32), side, i, &(exact_value){0, 0, 0, 0});
}

static uint64_t bits_at(const truth *t, bool negative, size_t i)
{
    return format_bits(t->question->format, block_magnitude(t->block, i), negative);
}

static void fill_exact(truth *t, bool negative, exact_scratch *scratch)
{
    truth_side *side = &t->side[negative];
    for (size_t i = 0; i < t->block->n; i++) {
        const exact_value v = exact_at(t->question, bits_at(t, negative, i), scratch);
        store(t->question->format, side, i, &v);
    }
    t->mpfr_evaluations += t->block->n;
    side->form = SIDE_WIDE;
    side->low = -HUGE_VAL;
    side->high = HUGE_VAL;
}

static void evaluate_filter(truth *t)
{
    const question *q = t->question;
    const block *b = t->block;
    _Alignas(64) double m[BLOCK_ROOM];
    if (b->listed == NULL)
        block_loops_best()->range_values((uint32_t)b->first, b->n, m);
    else
        for (size_t i = 0; i < b->n; i++)
            m[i] = format_value(q->format, b->listed[i]);
    q->function->ops[q->op].filter(m, t->values[0], t->values[1], b->n, &q->params);
    for (int s = 0; s < 2; s++)
        for (size_t i = b->n; i % BLOCK_LANES != 0; i++)
            t->values[s][i] = t->values[s][b->n - 1];
    t->evaluated = true;
}

static double ulp_of(const float_format *f, double value)
{
    const int exponent = value == 0 ? f->e_min : ilogb(value);
    return power_of_two((exponent < f->e_min ? f->e_min : exponent) - f->precision + 1);
}

/* Whether the filter keeps values on the right side of this power of two by construction. */
static bool is_settled(const double settled[SETTLED_MAX], double power)
{
    for (int i = 0; i < SETTLED_MAX; i++)
        if (settled[i] == power)
            return true;
    return false;
}

/* The one ulp of all values of a side, or 0 where they differ, may differ, or come near to overflow. */
static double common_ulp(const question *q, bool negative, const extent *e)
{
    const float_format *f = q->format;
    const double *settled = q->traits.settled[negative];
    if (!e->numbers || !isfinite(e->low) || !isfinite(e->high))
        return 0;
    const double most = fmax(fabs(e->low), fabs(e->high));
    const double least = e->low > 0 || e->high < 0 ? fmin(fabs(e->low), fabs(e->high)) : 0;
    const double ulp = ulp_of(f, most), slack = 1 + 2 * q->function->ops[q->op].filter_bound;
    const double top = ulp * power_of_two(f->precision), bottom = top / 2;
    const bool subnormal = top <= power_of_two(f->e_min + 1);
    if (ulp != ulp_of(f, least) || top > power_of_two(f->e_max))
        return 0;
    if ((most * slack >= top && !is_settled(settled, top)) ||
        (!subnormal && least <= bottom * slack && slack > 1 && !is_settled(settled, bottom)))
        return 0;
    return ulp;
}

static bool near_midpoint(double quotient, double bound)
{
    return fabs(fabs(quotient - rint(quotient)) - 0.5) < bound;
}

/* A quotient beside v's that rounds as the exact value does. */
static double rounding_right(const exact_value *v)
{
    return rint(v->quotient) == v->rounded ? v->quotient : nextafter(v->quotient, v->rounded);
}

static void fill_uniform(truth *t, bool negative, double ulp, exact_scratch *scratch)
{
    truth_side *side = &t->side[negative];
    const size_t n = t->block->n;
    side->form = SIDE_UNIFORM;
    side->uniform_ulp = ulp;
    const bool open = block_loops_best()->scale_uniform(t->values[negative], n, 1 / ulp, t->bound_ulp, side->quotient);
    for (size_t i = 0; open && i < n; i++) {
        if (!near_midpoint(side->quotient[i], t->bound_ulp))
            continue;
        const exact_value v = exact_at(t->question, bits_at(t, negative, i), scratch);
        side->quotient[i] = rounding_right(&v);
        t->mpfr_evaluations++;
    }
    for (size_t i = n; i % BLOCK_LANES != 0; i++)
        side->quotient[i] = 0;
}

static void fill_varied(truth *t, bool negative, exact_scratch *scratch)
{
    const question *q = t->question;
    truth_side *side = &t->side[negative];
    _Alignas(64) int64_t undecided[BLOCK_ROOM];
    side->form = SIDE_VARIED;
    if (block_loops_best()->scale_filtered(t->values[negative], t->block->n, q->function->ops[q->op].filter_bound,
                                           q->traits.settled[negative], side, undecided) == 0)
        return;
    for (size_t i = 0; i < t->block->n; i++) {
        if (undecided[i] == 0)
            continue;
        const exact_value v = exact_at(q, bits_at(t, negative, i), scratch);
        store(q->format, side, i, &v);
        t->mpfr_evaluations++;
    }
}

static bool has_filter(const truth *t)
{
    return t->kind == REFERENCE_FILTERED && t->question->format->size == sizeof(float) &&
           t->block->first < t->question->format->infinity;
}

static void fill_filtered(truth *t, bool negative, exact_scratch *scratch)
{
    if (!t->evaluated)
        evaluate_filter(t);
    truth_side *side = &t->side[negative];
    const extent e = block_loops_best()->extent(t->values[negative], t->block->n);
    const double ulp = common_ulp(t->question, negative, &e);
    side->low = e.numbers ? e.low : -HUGE_VAL;
    side->high = e.numbers ? e.high : HUGE_VAL;
    if (ulp > 0)
        fill_uniform(t, negative, ulp, scratch);
    else
        fill_varied(t, negative, scratch);
}

const truth_side *truth_fill(truth *t, bool negative, exact_scratch *scratch)
{
    truth_side *side = &t->side[negative];
    if (side->form != SIDE_OPEN)
        return side;
    if (has_filter(t))
        fill_filtered(t, negative, scratch);
    else
        fill_exact(t, negative, scratch);
    if (side->form != SIDE_UNIFORM)
        pad(side, t->block->n);
    return side;
}

void truth_begin(truth *t, const question *q, reference_kind kind, const block *b, exact_scratch *scratch)
{
    t->question = q;
    t->kind = kind;
    t->block = b;
    t->evaluated = false;
    t->bound_ulp = truth_bound_ulp(q, kind);
    for (int s = 0; s < 2; s++) {
        t->side[s].form = SIDE_OPEN;
        t->side[s].decision = (decision){0};
    }
    if (has_filter(t))
        decide_block(t);
    for (int s = 0; s < 2; s++)
        if (t->side[s].decision.kind == DECIDED_NOT && b->first <= q->format->infinity)
            truth_fill(t, s == 1, scratch);
}

void truth_vary(truth_side *side, size_t n)
{
    if (side->form != SIDE_UNIFORM)
        return;
    for (size_t i = 0; i < n || i % BLOCK_LANES != 0; i++) {
        side->rounded[i] = rint(side->quotient[i]);
        side->scale[i] = 1 / side->uniform_ulp;
        side->ulp[i] = side->uniform_ulp;
    }
    side->form = SIDE_VARIED;
}

uint64_t truth_rounded(const question *q, const truth_side *side, size_t i)
{
    const float_format *f = q->format;
    const bool uniform = side->form == SIDE_UNIFORM;
    const double quotient = side->quotient[i], rounded = uniform ? rint(quotient) : side->rounded[i];
    if (!isfinite(quotient))
        return format_encode(f, quotient);
    const double value = copysign(rounded * (uniform ? side->uniform_ulp : side->ulp[i]), quotient);
    return format_encode(f, fabs(value) >= power_of_two(f->e_max + 1) ? copysign(HUGE_VAL, value) : value);
}

double filter_error_at(const question *q, uint64_t magnitude, exact_scratch *scratch)
{
    const double m = format_value(q->format, magnitude);
    double y[2], worst = 0;
    q->function->ops[q->op].filter(&m, &y[0], &y[1], 1, &q->params);
    for (int s = 0; s < 2; s++) {
        exact_at(q, format_bits(q->format, magnitude, s == 1), scratch);
        if (!mpfr_number_p(scratch->y) || mpfr_zero_p(scratch->y) || fabs(y[s]) >= 0x1p1023)
            continue;
        mpfr_sub_d(scratch->rest, scratch->y, y[s], MPFR_RNDN);
        if (mpfr_cmpabs(scratch->y, scratch->least) < 0)
            mpfr_div(scratch->rest, scratch->rest, scratch->least, MPFR_RNDN);
        else
            mpfr_div(scratch->rest, scratch->rest, scratch->y, MPFR_RNDN);
        const double error = fabs(mpfr_get_d(scratch->rest, MPFR_RNDA));
        worst = error > worst ? error : worst;
    }
    return worst;
}
