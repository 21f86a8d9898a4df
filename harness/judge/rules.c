#include "judge/rules.h"

#include "support/length.h"

#include <math.h>

static uint64_t bits_of(const judged_side *s, size_t i)
{
    return format_bits(s->question->format, block_magnitude(s->block, i), s->negative);
}

static double rounded_ulps(const judged_side *s, size_t i)
{
    return s->truth->form == SIDE_UNIFORM ? rint(s->truth->quotient[i]) : s->truth->rounded[i];
}

static bool may_have_result(const judged_side *s, double value)
{
    return !s->results.numbers || (s->results.low <= value && s->results.high >= value);
}

/* Whether a block may have results that are 0, or exact values that are. */
static bool zero_results(const judged_side *s)
{
    return may_have_result(s, 0);
}

static bool zero_values(const judged_side *s)
{
    return s->truth->low <= 0 && s->truth->high >= 0;
}

static bool any_faults(const judged_side *s)
{
    return s->errors->faults > 0;
}

static bool is_fault(const judged_side *s, size_t i)
{
    return s->errors->fault[i] != 0;
}

static bool has_range(const judged_side *s)
{
    const double *range = s->question->traits.range;
    return range_is_known(&s->question->traits) &&
           (!s->results.numbers || s->results.low < range[0] || s->results.high > range[1]);
}

static bool is_outside(const judged_side *s, size_t i)
{
    const double *range = s->question->traits.range;
    return s->got[i] < range[0] || s->got[i] > range[1];
}

static uint64_t passed_end(const judged_side *s, size_t i)
{
    const double *range = s->question->traits.range;
    return format_encode(s->question->format, s->got[i] < range[0] ? range[0] : range[1]);
}

static bool is_wrong_zero(const judged_side *s, size_t i)
{
    const double exact = s->truth->quotient[i];
    return s->got[i] == 0 && !isnan(exact) && !signbit(s->got[i]) != !signbit(exact);
}

static bool may_be_flushed(const judged_side *s)
{
    const float_format *f = s->question->format;
    const double least = power_of_two(f->e_min);
    return (may_have_result(s, 0) || may_have_result(s, least) || may_have_result(s, -least)) &&
           (s->truth->form != SIDE_UNIFORM || s->truth->uniform_ulp == power_of_two(f->e_min - f->precision + 1));
}

static bool is_flushed(const judged_side *s, size_t i)
{
    const float_format *f = s->question->format;
    const double least_normal = power_of_two(f->precision - 1), ulps = fabs(rounded_ulps(s, i));
    const double got = fabs(s->got[i]);
    return ulps > 0 && ulps < least_normal && (got == 0 || (got == power_of_two(f->e_min) && ulps < least_normal - 1));
}

static double limit_of(const judged_side *s)
{
    return s->question->traits.limit[s->negative];
}

static bool reaches_limit(const judged_side *s)
{
    const double limit = limit_of(s);
    return !isnan(limit) && may_have_result(s, limit);
}

static bool is_saturated(const judged_side *s, size_t i)
{
    const uint64_t magnitude = block_magnitude(s->block, i);
    return s->got[i] == limit_of(s) && magnitude > 0 && magnitude < s->question->format->infinity;
}

static bool is_saturated_early(const judged_side *s, size_t i)
{
    const double ulp = s->truth->form == SIDE_UNIFORM ? s->truth->uniform_ulp : s->truth->ulp[i];
    return is_saturated(s, i) && rounded_ulps(s, i) * ulp != s->got[i];
}

static bool slope_may_reverse(const judged_side *s)
{
    return s->question->op == OP_GRADIENT && !(s->truth->low >= 0 && s->results.numbers && s->results.low >= 0) &&
           !(s->truth->high <= 0 && s->results.numbers && s->results.high <= 0);
}

static bool is_reversed(const judged_side *s, size_t i)
{
    return (s->got[i] > 0 && s->truth->quotient[i] < 0) || (s->got[i] < 0 && s->truth->quotient[i] > 0);
}

static bool slope_may_be_lost(const judged_side *s)
{
    return s->question->op == OP_GRADIENT && zero_results(s);
}

static bool is_lost(const judged_side *s, size_t i)
{
    return s->got[i] == 0 && fabs(rounded_ulps(s, i)) > 0;
}

static bool slope_may_be_flat(const judged_side *s)
{
    return s->question->op == OP_GRADIENT && zero_values(s);
}

static bool is_invented(const judged_side *s, size_t i)
{
    return s->truth->quotient[i] == 0 && fabs(s->got[i]) > 0;
}

static uint64_t exact_rounded(const judged_side *s, size_t i)
{
    return truth_rounded(s->question, s->truth, i);
}

/* `possible` is a quick look at the whole block that may say yes too often, never no. */
static const struct rule {
    property property;
    bool (*possible)(const judged_side *s);
    bool (*shows)(const judged_side *s, size_t i);
    uint64_t (*other)(const judged_side *s, size_t i);
} rules[] = {
    {PROPERTY_FAULT, any_faults, is_fault, exact_rounded},
    {PROPERTY_OUT_OF_RANGE, has_range, is_outside, passed_end},
    {PROPERTY_WRONG_ZERO_SIGN, zero_results, is_wrong_zero, exact_rounded},
    {PROPERTY_SUBNORMAL_FLUSHED, may_be_flushed, is_flushed, exact_rounded},
    {PROPERTY_SATURATED, reaches_limit, is_saturated, exact_rounded},
    {PROPERTY_SATURATED_EARLY, reaches_limit, is_saturated_early, exact_rounded},
    {PROPERTY_SLOPE_REVERSED, slope_may_reverse, is_reversed, exact_rounded},
    {PROPERTY_SLOPE_LOST, slope_may_be_lost, is_lost, exact_rounded},
    {PROPERTY_SLOPE_INVENTED, slope_may_be_flat, is_invented, exact_rounded},
};

void rules_apply(const judged_side *s, tally *t)
{
    const size_t n = s->block->n;
    for (size_t r = 0; r < LENGTH(rules); r++) {
        if (!rules[r].possible(s))
            continue;
        uint64_t count = 0;
        size_t first = n;
        for (size_t i = 0; i < n; i++)
            if (rules[r].shows(s, i)) {
                first = count == 0 ? i : first;
                count++;
            }
        if (count > 0)
            sighting_note(&t->seen[rules[r].property], count, bits_of(s, first),
                          format_element_bits(s->question->format, s->elements, first), rules[r].other(s, first));
    }
}

static double next_result(const judged_side *s, size_t i)
{
    return i + 1 < s->block->n ? s->got[i + 1] : s->next;
}

/* The direction of growing magnitude between two magnitudes; 0 where the function turns there. */
static int slope_between(const judged_side *s, uint64_t first, uint64_t last)
{
    const float_format *f = s->question->format;
    const int direction =
        traits_direction(&s->question->traits, s->negative, format_value(f, first), format_value(f, last));
    return s->negative ? -direction : direction;
}

static bool is_wrong_step(const judged_side *s, size_t i)
{
    const block *b = s->block;
    const uint64_t magnitude = block_magnitude(b, i);
    const double here = s->got[i], next = next_result(s, i);
    const bool is_neighbour = i + 1 == b->n || block_magnitude(b, i + 1) == magnitude + 1;
    return is_neighbour && (next < here || next > here) &&
           slope_between(s, magnitude, magnitude + 1) == (next < here ? 1 : -1);
}

void rules_apply_steps(const judged_side *s, tally *t)
{
    const float_format *f = s->question->format;
    const size_t n = s->block->n;
    if (s->question->traits.direction[s->negative] == 0)
        return;
    const int slope = slope_between(s, block_magnitude(s->block, 0), block_magnitude(s->block, n - 1));
    uint64_t count = is_wrong_step(s, n - 1);
    if (s->block->listed == NULL && slope != 0)
        count += block_loops_best()->wrong_steps(s->got, n - 1, slope);
    else
        for (size_t i = 0; i + 1 < n; i++)
            count += is_wrong_step(s, i);
    if (count == 0)
        return;
    size_t first = 0;
    while (!is_wrong_step(s, first))
        first++;
    sighting_note(&t->seen[PROPERTY_NON_MONOTONE], count, bits_of(s, first), format_encode(f, s->got[first]),
                  format_encode(f, next_result(s, first)));
}

void rules_apply_nan(const question *q, const block *b, bool negative, const void *elements, tally *t)
{
    const float_format *f = q->format;
    const uint64_t quiet = UINT64_C(1) << (f->precision - 2), sign = f->last + 1;
    for (size_t i = 0; i < b->n; i++) {
        const uint64_t x = format_bits(f, block_magnitude(b, i), negative);
        const uint64_t got = format_element_bits(f, elements, i), kept = x | quiet;
        const bool is_nan = (got & f->last) > f->infinity;
        sighting_note(&t->seen[PROPERTY_FAULT], !is_nan, x, got, kept);
        if (!is_nan)
            continue;
        const uint64_t changed = got ^ x;
        sighting_note(&t->seen[PROPERTY_NAN_SIGN_CHANGED], (changed & sign) != 0, x, got, kept);
        sighting_note(&t->seen[PROPERTY_NAN_PAYLOAD_CHANGED], (changed & ~sign & ~quiet) != 0, x, got, kept);
        sighting_note(&t->seen[PROPERTY_NAN_LEFT_SIGNALING], (x & quiet) == 0 && (got & quiet) == 0, x, got, kept);
    }
}
