#include "registry/instruction_sets.h"
#include "truth/block_loops.h"

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
    else if (f->size == sizeof(double))
        memcpy(values, elements, n * sizeof *values);
    else
        for (size_t i = 0; i < n; i++)
            values[i] = format_value(f, format_element_bits(f, elements, i));
}

void block_elements(const float_format *f, const block *b, bool negative, void *elements)
{
    if (f->size == sizeof(uint32_t) && b->listed == NULL) {
        best->range_patterns((uint32_t)format_bits(f, b->first, negative), b->loaded, elements);
        return;
    }
    for (size_t i = 0; i < b->loaded; i++) {
        const uint64_t magnitude = block_magnitude(b, i);
        format_store(f, &magnitude, 1, negative, (char *)elements + i * f->size);
    }
}
