/* The arrays of one measuring process. Inputs are cut from a pool, and no sample sees one of them twice: a
 * predictor that can learn thousands of them has nothing to learn. Output begins at a new distance from its input
 * each time: no one alignment decides the result. */
#ifndef ACTBENCH_BUFFERS_H
#define ACTBENCH_BUFFERS_H

#include "speed/workload.h"

#include <gsl/gsl_rng.h>
#include <stdbool.h>

typedef struct buffers {
    char *x, *y;             /* owned */
    size_t x_count, y_count; /* elements */
    size_t element;          /* bytes of one */
    size_t step;             /* elements between the places where a slice may begin */
    size_t walk;             /* elements of the longest slice */
    bool streaming;          /* beyond the cache: slices follow one another instead of being drawn */
    size_t cursor;           /* where the next slice of a streaming array begins */
    size_t shift;            /* of its output against its input */
    gsl_rng *random;         /* owned */
} buffers;

/* Where a kernel reads and writes. */
typedef struct slice {
    const char *x;
    char *y;
} slice;

/* Allocates and fills the arrays; false when memory is short. */
bool buffers_open(buffers *b, const workload *load, dtype type, uint64_t seed);
void buffers_close(buffers *b);

/* A place for `extent` elements, at most a walk and 64-byte aligned: random while the pool is resident in a cache; in
 * an array beyond it the stretch after the last one, which is therefore in none. */
slice buffers_slice(buffers *b, size_t extent);

/* In a resident pool, a place for `extent` elements whose inputs follow those of `before`, which had as many. */
slice buffers_after(const buffers *b, slice before, size_t extent);

/* Brings so many elements of a resident slice's input and output into the nearest cache. */
void buffers_warm(const buffers *b, slice s, size_t x_extent, size_t y_extent);

/* Drives data and code out of every cache by writing to all of an area of twice the last level's size. */
void caches_flush(char *area, size_t bytes);

#endif
