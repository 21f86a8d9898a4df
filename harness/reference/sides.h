/* Keeping a computed value on the side of a nearby simple value where the exact one is known to lie. */
#ifndef ACTBENCH_SIDES_H
#define ACTBENCH_SIDES_H

#include <mpfr.h>

/* The doubles next to 1; scaled by a power of two they are the neighbours of that power. */
#define JUST_BELOW_1 (1 - 0x1p-53)
#define JUST_ABOVE_1 (1 + 0x1p-52)

/* What stands for e^-m where that is below it: no filter's result underflows to 0, alpha times it included, and
 * every such result is below FILTER_LEAST. */
#define LEAST_EXP 0x1p-800

static inline double at_most(double y, double bound)
{
    return y < bound ? y : bound;
}

static inline double at_least(double y, double bound)
{
    return y > bound ? y : bound;
}

/* Moves y off `value` if it equals it: up or down. For exact values that come close to `value` but never
 * equal it. */
static inline void keep_below(mpfr_t y, double value)
{
    if (mpfr_cmp_d(y, value) >= 0) {
        mpfr_set_d(y, value, MPFR_RNDN);
        mpfr_nextbelow(y);
    }
}

static inline void keep_above(mpfr_t y, double value)
{
    if (mpfr_cmp_d(y, value) <= 0) {
        mpfr_set_d(y, value, MPFR_RNDN);
        mpfr_nextabove(y);
    }
}

#endif
