/* A filter's values beside a root of the function, where sums of its terms cancel. */
#ifndef ACTBENCH_ROOTS_H
#define ACTBENCH_ROOTS_H

#include "reference/function.h"

/* Of f(-m) between the magnitudes from < at < to: outside of them terms cancel by less than the filter's bound. */
typedef struct root {
    double from, to, at;
    long double (*wide)(long double m, const params *p); /* f(-m), cancelling as much, in more digits */
    exact_evaluation *exact;                             /* closest to the root, where even they are too few */
} root;

/* Replaces minus[i] = f(-m[i]) for those m[i] that lie between. */
void refine_near_root(const root *r, const double *m, double *minus, size_t n, const params *p);

#endif
