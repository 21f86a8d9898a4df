/* What a rule has at hand while it is tried: the implementation, inputs, and a witness that outlives a crash. */
#ifndef ACTBENCH_RIG_H
#define ACTBENCH_RIG_H

#include "registry/implementation.h"
#include "rows/rows.h"
#include "support/arena.h"

#include <stdbool.h>

enum {
    LENGTH_MAX = 130,                                    /* elements: two vectors of 64 floats and a tail */
    LINE = 64,                                           /* bytes: the widest vector, and a cache line */
    ARRAY_MAX = LENGTH_MAX * (int)sizeof(double) + LINE, /* bytes of the longest array at any offset */
};

/* The call under way. */
typedef struct call {
    size_t n;
    uintptr_t x, y;
    bool x_guarded, y_guarded;
} call;

/* Shared by parent and child. */
typedef struct witness {
    call call;
    bool judged; /* the rule came to a verdict, kept or not */
    bool kept;
    bool faulted; /* a bad access was seen, at `fault` */
    bool fault_is_write;
    uintptr_t fault;
    char detail[TEXT_LONG];
} witness;

typedef struct rig {
    const implementation *impl;
    const params *params;
    size_t size; /* of an element in bytes */
    witness *witness;
    arena x_arena, y_arena, z_arena; /* room for an array each, between guard pages */
    char *x, *y, *z;                 /* in them, on a cache line and far from their ends */
} rig;

/* Sets up what An rig of impl needs, witness apart. False: no memory. */
bool rig_open(rig *t, const implementation *impl, const params *p, witness *w);
void rig_close(rig *t);

/* Calls the kernel, leaving a note of the call for the parent. */
void rig_run(rig *t, const void *x, void *y, size_t n);

/* Notes why the rule is broken; returns false, so that a rule can `return broken(t, ...)`. */
bool broken(rig *t, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* The same for a rule that would need an exact value where the function has none. */
bool broken_without_exact(rig *t);

/* The address of element i. */
void *element(const rig *t, const void *array, size_t i);

/* Sets element i of array to value, rounded to the dtype. */
void element_set(const rig *t, void *array, size_t i, double value);

double element_get(const rig *t, const void *array, size_t i);

/* Whether two elements are the same: equal bits, or a NaN each. */
bool element_same(const rig *t, const void *a, const void *b);

/* Fills n elements with typical inputs, starting with the `first`-th of an endless sequence: zeros,
 * subnormals, the usual range, saturation, overflow, infinities, NaN. */
void fill_typical(const rig *t, void *array, size_t n, size_t first);

/* The number of typical inputs before they repeat. */
size_t typical_count(void);

/* Where the array of n elements stands that ends at the end of the arena. */
char *arena_back(const rig *t, const arena *a, size_t n);

#endif
