/* The error of one result, by MPFR. */
#ifndef ACTBENCH_ULP_H
#define ACTBENCH_ULP_H

#include "truth/truth.h"

typedef struct exact_error {
    bool fault;      /* a NaN where a number is due, a number where a NaN or an infinity is due, a wrong infinity */
    bool measured;   /* the exact value is finite and the result is no fault: the errors below have a meaning */
    long double ulp; /* |got - y| / ulp(y) */
    double absolute; /* 0 where y rounds to infinity */
    double relative; /* 0 unless y rounds to a finite normal number */
} exact_error;

typedef enum metric { METRIC_ULP, METRIC_ABS, METRIC_REL, METRIC_COUNT } metric;

/* The error of the result `got` at input `x`, both bit patterns of q's format; scratch->y is left as the exact
 * value. */
exact_error ulp_error(const question *q, uint64_t x, uint64_t got, exact_scratch *scratch);

#endif
