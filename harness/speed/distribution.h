/* The input distributions of speed measurements. Each value is drawn in double from GSL's MT19937 and rounded
 * to the dtype; a seed gives the same array everywhere. */
#ifndef ACTBENCH_DISTRIBUTION_H
#define ACTBENCH_DISTRIBUTION_H

#include "registry/implementation.h"

#include <gsl/gsl_rng.h>
#include <stdbool.h>

typedef struct distribution {
    const char *name;    /* as in speed.csv; N(m,v) has mean m and variance v: N(0,4) has the standard deviation 2 */
    const char *meaning; /* one line for --help and the README */
    double (*draw)(gsl_rng *random, dtype type);
    bool sorted; /* ascending: every branch on x is predicted */
} distribution;

extern const distribution distributions[];
extern const size_t distribution_count;

/* The index of the named distribution, or -1. */
int distribution_find(const char *name);

/* Fills out with n values of the dtype. A sorted distribution ascends within each run of `block` > 0
 * elements. */
void distribution_fill(const distribution *d, dtype type, uint64_t seed, void *out, size_t n, size_t block);

/* Makes the n values positive, for functions that are not defined below zero. */
void clear_signs(dtype type, void *values, size_t n);

#endif
