#include "accuracy/block_loops.h"
#include "registry/instruction_sets.h"

#include <string.h>

extern const block_loops block_loops_baseline, block_loops_v3, block_loops_v4;

static const block_loops *best = &block_loops_baseline;

__attribute__((constructor)) static void pick_block_loops(void)
{
#ifdef __x86_64__
    if (instruction_sets_available("avx512f avx512dq avx512bw avx512vl avx512cd"))
        best = &block_loops_v4;
    else if (instruction_sets_available("avx2 fma"))
        best = &block_loops_v3;
#endif
}

const block_loops *block_loops_best(void)
{
    return best;
}

void block_widen(const float_format *f, const void *elements, size_t n, double *values)
{
    if (f->size == sizeof(float))
        best->widen_f32(elements, n, values);
    else
        memcpy(values, elements, n * sizeof *values);
}
