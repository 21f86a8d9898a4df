/* The logistic function 1/(1 + e^-t) and its integral, which several functions are made of. */
#ifndef ACTBENCH_LOGISTIC_H
#define ACTBENCH_LOGISTIC_H

#include <mpfr.h>
#include <stddef.h>

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

/* above[i] = 1/(1 + e^-t) and below[i] = 1/(1 + e^t) with t = s m[i], m[i] >= 0 that are f32 values and s > 0: on the
 * right side of 0, 0.5 and 1, and within FILTER_BOUND. The three arrays are distinct. */
void vector_logistic(const double *m, double s, double *above, double *below, size_t n);

#endif
