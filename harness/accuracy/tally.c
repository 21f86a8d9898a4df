#include "accuracy/tally.h"

tally tally_zero(void)
{
    const extreme none = {.value = 0, .x = NO_INPUT, .got = 0};
    return (tally){
        .max_ulp = none, .max_abs = none, .max_rel = none, .first_fault = NO_INPUT, .saturated = NO_INPUT};
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
    to->faults += from->faults;
    to->non_monotone += from->non_monotone;
    to->asymmetric += from->asymmetric;
    to->wrong_zero_sign += from->wrong_zero_sign;
    to->mpfr_evaluations += from->mpfr_evaluations;
    to->sum += from->sum;
    to->sum_of_squares += from->sum_of_squares;
    to->sum_signed += from->sum_signed;
    extreme_add(&to->max_ulp, &from->max_ulp);
    extreme_add(&to->max_abs, &from->max_abs);
    extreme_add(&to->max_rel, &from->max_rel);
    if (to->first_fault == NO_INPUT)
        to->first_fault = from->first_fault;
    if (to->saturated == NO_INPUT)
        to->saturated = from->saturated;
}
