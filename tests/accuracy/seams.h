/* Where a test steps into the program: the runner is linked with --wrap for these functions, so that a pass
 * can be confined to a few ranges, and run on each form of the vectorised parts. */
#ifndef ACTBENCH_SEAMS_H
#define ACTBENCH_SEAMS_H

#include "reference/vector_math_table.h"
#include "truth/block_loops.h"

/* All magnitudes from first to first + count - 1. */
typedef struct magnitude_range {
    uint64_t first, count;
} magnitude_range;

typedef struct seams {
    const magnitude_range *ranges; /* a pass consists of these segments; NULL: of those of its inputs */
    size_t range_count;
    const block_loops *loops;      /* NULL: those of this machine */
    const vector_math_table *math; /* NULL: that of this machine */
} seams;

/* Sets what is in force from now on. */
void seams_set(const seams *s);

/* The forms that this machine can run; their number in *count. */
const block_loops *const *seams_loops(size_t *count);
const vector_math_table *const *seams_math(size_t *count);

#endif
