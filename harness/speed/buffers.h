/* The arrays of one measuring process. Inputs are cut from a pool at a new place for every sample: a
 * predictor cannot learn them, and no one alignment of input to output decides the result. */
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
    bool streaming;          /* beyond the cache: slices follow one another instead of being drawn */
    size_t cursor;           /* where the next slice of a streaming array begins */
    size_t shift;            /* of its output against its input */
    gsl_rng *random;         /* owned */
} buffers;

/* Where one sample reads and writes. */
typedef struct slice {
    const char *x;
    char *y;
} slice;

/* Allocates and fills the arrays; false when memory is short. */
bool buffers_open(buffers *b, const workload *load, dtype type, uint64_t seed);
void buffers_close(buffers *b);

/* A place for `extent` <= n elements, 64-byte aligned: random while the pool is resident in a cache; in an
 * array beyond it the stretch after the last one, which is therefore in none. */
slice buffers_slice(buffers *b, size_t extent);

/* Brings a resident slice into the nearest cache. */
void buffers_warm(const buffers *b, slice s, size_t extent);

/* Drives data and code out of every cache by writing to all of an area of twice the last level's size. */
void caches_flush(char *area, size_t bytes);

#endif
