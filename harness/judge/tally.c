#include "judge/tally.h"

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

void tally_add(tally *to, const tally *from)
{
    to->n += from->n;
    to->measured += from->measured;
    to->misrounded += from->misrounded;
    to->mpfr_evaluations += from->mpfr_evaluations;
    to->sum += from->sum;
    to->sum_of_squares += from->sum_of_squares;
    to->sum_signed += from->sum_signed;
    for (int d = 0; d < DISTRIBUTION_COUNT; d++) {
        to->weighted[d].mass += from->weighted[d].mass;
        to->weighted[d].ulp += from->weighted[d].ulp;
        to->weighted[d].absolute += from->weighted[d].absolute;
    }
    extreme_add(&to->max_ulp, &from->max_ulp);
    extreme_add(&to->max_abs, &from->max_abs);
    extreme_add(&to->max_rel, &from->max_rel);
    for (int i = 0; i < PROPERTY_COUNT; i++)
        sighting_add(&to->seen[i], &from->seen[i]);
}
