#include "truth/decide.h"

#include "truth/block_loops.h"
#include "truth/histogram.h"

#include <math.h>

/* The first and the last input of one side of a block. */
typedef struct ends {
    double x[2], quotient[2], rounded[2], ulp[2];
} ends;

/* All errors within [least, most] up to the filter's bound: their bin, or -1 where it differs. */
static int64_t common_bin(double least, double most, double bound)
{
    const int64_t low = histogram_bin(fmax(least - bound, 0)), high = histogram_bin(most + bound);
    return low == high ? low : -1;
}

static bool same_sign(double a, double b)
{
    return !signbit(a) == !signbit(b);
}

static bool rounds_to_infinity(const float_format *f, const ends *e, int i)
{
    return fabs(e->rounded[i]) * e->ulp[i] >= power_of_two(f->e_max + 1);
}

/* All values lie between those at the ends, where the function is monotone. The errors'
 * middle then stands for each to within twice the filter's bound. */
static decision decide_level(const question *q, double bound, const ends *e)
{
    const float_format *f = q->format;
    if (!same_sign(e->quotient[0], e->quotient[1]))
        return (decision){0};
    if (rounds_to_infinity(f, e, 0) && rounds_to_infinity(f, e, 1))
        return (decision){DECIDED_LEVEL, format_encode(f, copysign(HUGE_VAL, e->rounded[0])), {0, 0}, 0, 0};
    if (e->ulp[0] != e->ulp[1] || e->rounded[0] != e->rounded[1] || fabs(e->quotient[1] - e->quotient[0]) > 2 * bound)
        return (decision){0};
    const double d[2] = {e->rounded[0] - e->quotient[0], e->rounded[1] - e->quotient[1]};
    const int64_t bin = common_bin(fmin(fabs(d[0]), fabs(d[1])), fmax(fabs(d[0]), fabs(d[1])), bound);
    const uint64_t level = format_encode(f, copysign(e->rounded[0] * e->ulp[0], e->quotient[0]));
    return (decision){bin < 0 ? DECIDED_NOT : DECIDED_LEVEL, level, {d[0], d[1]}, e->ulp[0], bin};
}

/* |f(x) - x| in ulps is largest at an end, but for the factor of 2 that a power of two makes. */
static decision decide_identity(double bound, const ends *e)
{
    double d[2];
    for (int i = 0; i < 2; i++) {
        d[i] = e->x[i] / e->ulp[i] - e->quotient[i];
        if (!same_sign(e->x[i], e->quotient[i]) || !(fabs(d[i]) <= bound))
            return (decision){0};
    }
    return (decision){DECIDED_IDENTITY, 0, {d[0], d[1]}, e->ulp[1], common_bin(0, 2 * bound, bound)};
}

static decision decide_side(truth *t, bool negative, const double y[BLOCK_LANES])
{
    const question *q = t->question;
    const block *b = t->block;
    truth_side *side = &t->side[negative];
    _Alignas(64) int64_t undecided[BLOCK_LANES];
    if (isnan(y[0]) && isnan(y[1]))
        return (decision){.kind = DECIDED_NAN};
    if (!isfinite(y[0]) || !isfinite(y[1]) ||
        block_loops_best()->scale_filtered(y, BLOCK_LANES, q->function->ops[q->op].filter_bound,
                                           q->traits.settled[negative], side, undecided) > 0)
        return (decision){0};
    ends e;
    for (int i = 0; i < 2; i++) {
        const uint64_t magnitude = block_magnitude(b, i == 0 ? 0 : b->n - 1);
        e.x[i] = format_value(q->format, format_bits(q->format, magnitude, negative));
        e.quotient[i] = side->quotient[i];
        e.rounded[i] = side->rounded[i];
        e.ulp[i] = side->ulp[i];
    }
    decision found = {0};
    if (traits_direction(&q->traits, negative, fabs(e.x[0]), fabs(e.x[1])) != 0)
        found = decide_level(q, t->bound_ulp, &e);
    if (found.kind == DECIDED_NOT && (q->traits.near_identity[negative] || q->traits.far_identity[negative]))
        found = decide_identity(t->bound_ulp, &e);
    return found;
}

void decide_block(truth *t)
{
    const question *q = t->question;
    const block *b = t->block;
    const double m[2] = {format_value(q->format, b->first), format_value(q->format, block_magnitude(b, b->n - 1))};
    _Alignas(64) double y[2][BLOCK_LANES];
    q->function->ops[q->op].filter(m, y[0], y[1], 2, &q->params);
    for (int s = 0; s < 2; s++) {
        for (size_t i = 2; i < BLOCK_LANES; i++)
            y[s][i] = y[s][1];
        t->side[s].decision = decide_side(t, s == 1, y[s]);
    }
}
