/* Two ways to compute the same thing in float32, compared over the floats. */
#ifndef ACTBENCH_FLOAT_MAPS_H
#define ACTBENCH_FLOAT_MAPS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* y[i] = f(x[i]) in plain float32 arithmetic; `parameter` is c, alpha or nothing. */
typedef void float_map(const float *x, float *y, size_t n, float parameter);

typedef struct float_tally {
    uint64_t n;            /* inputs, NaNs too */
    uint64_t apart;        /* numbers on which the values differ; -0 equals 0, and two NaNs are equal */
    uint32_t first_apart;  /* the smallest bit pattern of those */
    uint64_t gap;          /* the most floats that lie between the two values, plus one; 0 where none differ */
    uint32_t gap_at;       /* the smallest bit pattern with that gap */
    uint64_t lost_nans;    /* NaN inputs that the left map answers with a number */
    bool keeps_minus_zero; /* the left map answers -0 with -0 */
} float_tally;

/* Compares left with right over every stride-th bit pattern from 0 up to, and without, end (2^32 for all). */
float_tally float_maps_compare(float_map *left, float_map *right, float parameter, uint64_t end, uint32_t stride);

float float_from_bits(uint32_t bits);
uint32_t float_bits(float x);

#endif
