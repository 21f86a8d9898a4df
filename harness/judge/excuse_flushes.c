/* Flushing subnormal numbers is told apart from being wrong: see `flushes`. */
#include "judge/judging.h"

#include <math.h>
#include <string.h>

/* The function's value at the zero that a subnormal input of that sign becomes, rounded; NaN: it has none. */
static double value_at_zero(const judging *g)
{
    const question *q = g->truth->question;
    const exact_value v = exact_at(q, format_bits(q->format, 0, g->negative), g->scratch);
    return ldexp(v.rounded, v.ulp_exponent);
}

static bool is_subnormal(const float_format *f, double quotient)
{
    return fabs(quotient) < power_of_two(f->precision - 1);
}

void excuse_flushes(const judging *g, const truth_side *side)
{
    const question *q = g->truth->question;
    const block *b = g->truth->block;
    const float_format *f = q->format;
    const uint64_t least_normal = UINT64_C(1) << (f->precision - 1);
    const bool inputs = q->allowed.inputs && block_magnitude(b, 0) < least_normal;
    if (!inputs && !q->allowed.results)
        return;
    const double at_zero = inputs ? value_at_zero(g) : (double)NAN;
    unsigned char *to = g->results->excused[g->negative];
    memcpy(to, g->results->elements[g->negative], b->loaded * f->size);
    for (size_t i = 0; i < b->n; i++) {
        const double got = format_value(f, result_bits(g, i));
        const bool result = q->allowed.results && got == 0 && is_subnormal(f, side->quotient[i]);
        const bool input = inputs && got == at_zero && block_magnitude(b, i) < least_normal;
        if (!result && !input)
            continue;
        const uint64_t right = truth_rounded(q, side, i), magnitude = right & f->last;
        format_store(f, &magnitude, 1, right > f->last, to + i * f->size);
    }
    g->results->elements[g->negative] = to;
}
