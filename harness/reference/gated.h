/* x g(x), a gate g that rises from 0 to 1: what gelu, gelu_tanh, silu and mish share. */
#ifndef ACTBENCH_GATED_H
#define ACTBENCH_GATED_H

#include "reference/function.h"

#include <mpfr.h>
#include <stdbool.h>

/* Sets y at +-0 and at the infinities, where the gate is shut or open: +-0, inf and the limit -0. Returns whether x is
 * one of them. */
bool exact_gated_end(mpfr_t y, const mpfr_t x);

/* The same of the derivative, at the infinities alone: 1 and the limit -0. */
bool exact_gated_slope_end(mpfr_t y, const mpfr_t x);

/* Whether y = x/2 + c x^2, the beginning of all of these functions' series, has all bits that count: the next term is of
 * x^4, with a coefficient below 1. Half of the subnormal floats lie there, beside midpoints, and each would otherwise cost
 * an exponential. */
bool gated_is_near_0(const mpfr_t x);
void exact_gated_near_0(mpfr_t y, const mpfr_t x, const mpfr_t c);

/* y = x/(1 + e^-w) from e = e^-|w|, w of the sign of x: a logistic gate. */
void exact_logistic_gated(mpfr_t y, const mpfr_t x, const mpfr_t e);

/* Its derivative, from s = |x dw/dx| too: (1 + e + s e)/(1 + e)^2 for x > 0, e (1 + e - s)/(1 + e)^2 for x < 0. */
void exact_logistic_gated_slope(mpfr_t y, const mpfr_t x, const mpfr_t e, const mpfr_t s);

/* Properties where g(x) + g(-x) = 1. It turns at -`turns_at`/beta, where it is `least`/beta, both as decimals; its derivative
 * turns on both sides at `turns_at`/beta, where it is ends[0] and ends[1]. */
op_traits gated_traits(const char *turns_at, const char *least, double beta);
op_traits gated_slope_traits(const char *turns_at, const char *const ends[2], double beta);

#endif
