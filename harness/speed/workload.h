/* What a speed measurement feeds to a kernel, and how. */
#ifndef ACTBENCH_WORKLOAD_H
#define ACTBENCH_WORKLOAD_H

#include "registry/implementation.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum placement { PLACEMENT_OUT, PLACEMENT_IN, PLACEMENT_COUNT } placement;

typedef enum mode_kind {
    MODE_THROUGHPUT, /* calls on n elements, one after another */
    MODE_LATENCY,    /* calls on one element, each input depending on the result before it */
    MODE_COLD,       /* the first call of a process, nothing of it in any cache */
    MODE_CONSUMED,   /* as throughput, and what each call has written is read at once */
    MODE_COUNT
} mode_kind;

extern const char *const placement_names[PLACEMENT_COUNT];
extern const char *const mode_names[MODE_COUNT];

typedef struct workload {
    int distribution; /* index into distributions */
    uint64_t n;       /* elements in the array; 1 for latency */
    placement placement;
    mode_kind mode;
    int threads;
    bool magnitudes; /* the inputs are made positive: the function is not defined below zero */
} workload;

/* The nearest part of the memory that holds both arrays of a call. */
typedef enum memory_level { LEVEL_L1, LEVEL_L2, LEVEL_L3, LEVEL_MEMORY, LEVEL_COUNT } memory_level;
extern const char *const level_names[LEVEL_COUNT];

/* Which it is for n elements of the dtype. */
memory_level workload_level(uint64_t n, dtype type);

/* The largest power of two of elements of which input and output fill at most half of that cache. */
uint64_t workload_n_within(memory_level cache, dtype type);

/* Bytes of the first-level data cache, as Linux tells; 32 KiB where it does not. */
size_t cache_first_level(void);

/* Bytes of the last-level cache, as Linux tells (the C library's figure is ten times too large on some
 * virtual machines); 32 MiB where it does not. */
size_t cache_last_level(void);

/* From one cache line to the next. */
enum { CACHE_LINE = 64 };

/* Elements from the beginning of one call's input to that of the next: n in whole cache lines. */
size_t workload_pace(const workload *load, dtype type);

/* In place of a number of elements: what the caches make of it, for the dtype at hand. */
#define N_BEYOND        UINT64_C(0)                          /* workload_n_beyond_cache */
#define N_WITHIN(level) (UINT64_MAX - LEVEL_COUNT + (level)) /* workload_n_within */
#define N_OUTPUT_CACHED                                                                                                \
    UINT64_MAX /* output fills three quarters of the last-level cache, which then has no room for the input */

/* The number of elements that n stands for. */
uint64_t workload_n(uint64_t n, dtype type);

/* The number of elements from which input and output together are at least four times the last-level cache (a
 * power of two). */
uint64_t workload_n_beyond_cache(dtype type);

#endif
