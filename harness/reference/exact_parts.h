/* What the MPFR evaluations of several functions share. */
#ifndef ACTBENCH_EXACT_PARTS_H
#define ACTBENCH_EXACT_PARTS_H

#include <mpfr.h>

/* e = e^-|s x| and sum = 1 + e; t = |s x|. In as many bits as an evaluation of y works with. */
typedef struct logistic_parts {
    mpfr_t t, e, sum;
} logistic_parts;

void logistic_parts_init(logistic_parts *q, const mpfr_t y, const mpfr_t x, double s);
void logistic_parts_clear(logistic_parts *q);

/* y = 1/(1 + e^-sx), on the right side of 0, 0.5 and 1. */
void exact_logistic(mpfr_t y, const mpfr_t x, double s);

/* y = ln(1 + e^sx) / s for s > 0, on the right side of 0 and x. */
void exact_softplus(mpfr_t y, const mpfr_t x, double s);

#endif
