/* How the functions follow from the base functions: what certify evaluates in place of each function's own
 * MPFR evaluation, so that one MPFR value serves many functions. */
#ifndef ACTBENCH_COMPOSITIONS_H
#define ACTBENCH_COMPOSITIONS_H

#include "reference/function.h"
#include "truth/base_values.h"

/* From a base's first and second value; at most five roundings of 2^-64, no cancellation. */
typedef long double composition(long double first, long double second);

typedef struct composed_op {
    const char *function;
    op op;
    bool chord; /* f(0) = 0 and f is convex or concave on each side: f(x)/x is monotone there */
    base base;
    composition *side[2]; /* x > 0, x < 0; NULL: none is needed or known */
} composed_op;

/* The entry for an op, NULL if there is none: its own MPFR evaluation has to do. */
const composed_op *composed_find(const function *f, op operation);

#endif
