#include "judge/tally.h"

#include <math.h>

/* The nearest float of each range of one sign. */
static const double offset_starts[OFFSET_RANGES] = {1, 2, 3, 4, 5, 9, 17, 1025};

offset_range offset_range_of(size_t kind)
{
    if (kind == OFFSET_RANGES)
        return (offset_range){0, 0};
    const bool above = kind > OFFSET_RANGES;
    const size_t i = above ? kind - OFFSET_RANGES - 1 : OFFSET_RANGES - 1 - kind;
    const double near = offset_starts[i], far = i + 1 < OFFSET_RANGES ? offset_starts[i + 1] - 1 : HUGE_VAL;
    return above ? (offset_range){near, far} : (offset_range){-far, -near};
}

size_t offset_kind(double floats)
{
    size_t ranges = 0;
    while (ranges < OFFSET_RANGES && fabs(floats) >= offset_starts[ranges])
        ranges++;
    return floats < 0 ? OFFSET_RANGES - ranges : OFFSET_RANGES + ranges;
}

tally tally_zero(void)
{
    const extreme none = {.value = 0, .x = NO_INPUT, .got = 0};
    tally t = {.max_ulp = none, .max_abs = none, .max_rel = none};
    for (int i = 0; i < PROPERTY_COUNT; i++)
        t.seen[i] = sighting_none();
    return t;
}

void extreme_add(extreme *to, const extreme *from)
{
    if (from->x != NO_INPUT && (to->x == NO_INPUT || from->value > to->value))
        *to = *from;
}

/* The true largest of either may be so much above what is known. */
static void add_extreme(extreme *to, double *slack, const extreme *from, double its_slack)
{
    const double reach = fmax((double)to->value + *slack, (double)from->value + its_slack);
    extreme_add(to, from);
    *slack = fmax(reach - (double)to->value, 0);
}

void tally_add(tally *to, const tally *from)
{
    to->n += from->n;
    to->measured += from->measured;
    to->misrounded += from->misrounded;
    to->mpfr_evaluations += from->mpfr_evaluations;
    to->unfaithful += from->unfaithful;
    to->beyond_claim += from->beyond_claim;
    for (int i = 0; i < OFFSET_KINDS; i++)
        to->offsets[i] += from->offsets[i];
    to->most_over = fmax(to->most_over, from->most_over);
    to->most_under = fmin(to->most_under, from->most_under);
    to->max_ulp_normal = fmax(to->max_ulp_normal, from->max_ulp_normal);
    to->most_floats = fmax(to->most_floats, from->most_floats);
    to->sum += from->sum;
    to->sum_of_squares += from->sum_of_squares;
    to->sum_signed += from->sum_signed;
    for (int d = 0; d < DISTRIBUTION_COUNT; d++) {
        to->weighted[d].mass += from->weighted[d].mass;
        to->weighted[d].ulp += from->weighted[d].ulp;
        to->weighted[d].absolute += from->weighted[d].absolute;
    }
    add_extreme(&to->max_ulp, &to->slack_ulp, &from->max_ulp, from->slack_ulp);
    add_extreme(&to->max_abs, &to->slack_abs, &from->max_abs, from->slack_abs);
    extreme_add(&to->max_rel, &from->max_rel);
    for (int i = 0; i < PROPERTY_COUNT; i++)
        sighting_add(&to->seen[i], &from->seen[i]);
}
