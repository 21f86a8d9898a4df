/* Keeping a computed value on the side of a nearby simple value where the exact one is known to lie. */
#ifndef ACTBENCH_SIDES_H
#define ACTBENCH_SIDES_H

#include <mpfr.h>

/* The doubles next to 1; scaled by a power of two they are the neighbours of that power. */
#define JUST_BELOW_1 (1 - 0x1p-53)
#define JUST_ABOVE_1 (1 + 0x1p-52)

/* What stands for e^-m where that is below it, and about where it is: no filter's result underflows to 0, alpha times it included, and
 * every such result is below FILTER_LEAST. */
#define LEAST_EXP    0x1p-800
#define LEAST_EXP_OF (-554.5)

static inline double at_most(double y, double bound)
{
    return y < bound ? y : bound;
}

static inline double at_least(double y, double bound)
{
    return y > bound ? y : bound;
}

/* How many more bits than its result an evaluation works with, so that cancellation beside a root (which a double
 * comes as near to as 2^-60) and arguments' errors leave enough. */
enum { EXTRA_BITS = 128 };

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

static inline void keep_below_value(mpfr_t y, const mpfr_t value)
{
    if (mpfr_cmp(y, value) >= 0) {
        mpfr_set(y, value, MPFR_RNDD);
        if (mpfr_equal_p(y, value))
            mpfr_nextbelow(y);
    }
}

static inline void keep_above_value(mpfr_t y, const mpfr_t value)
{
    if (mpfr_cmp(y, value) <= 0) {
        mpfr_set(y, value, MPFR_RNDU);
        if (mpfr_equal_p(y, value))
            mpfr_nextabove(y);
    }
}

/* For functions with f(x) = x/2 + c x^2 + ..., c > 0. */
static inline void keep_above_half(mpfr_t y, const mpfr_t x)
{
    mpfr_t half;
    mpfr_init2(half, mpfr_get_prec(x));
    mpfr_div_2ui(half, x, 1, MPFR_RNDN);
    keep_above_value(y, half);
    mpfr_clear(half);
}

#endif
