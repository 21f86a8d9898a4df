#include "guests/input_list.h"

#include "support/memory.h"

#include <stdlib.h>

inputs inputs_for_outside(dtype type, const inputs *chosen, uint64_t seed)
{
    inputs in = {.kind = INPUTS_STRATIFIED, .count = UINT64_C(1) << 24};
    if (dtype_size(type) == sizeof(uint16_t))
        in.kind = INPUTS_EXHAUSTIVE;
    if (chosen != NULL)
        in = *chosen;
    in.format = format_of(type);
    in.seed = seed;
    return in;
}

static void add(input_list *l, size_t *room, uint64_t magnitude)
{
    if (l->count > 0 && l->magnitudes[l->count - 1] == magnitude)
        return;
    if (l->count == *room) {
        *room = *room * 2 + BLOCK_MAX;
        l->magnitudes = memory_or_exit(realloc(l->magnitudes, *room * sizeof *l->magnitudes));
    }
    l->magnitudes[l->count++] = magnitude;
}

/* Segments, blocks and what is in them ascend; a block's neighbour may be the next block's first. */
static void add_segment(input_list *l, size_t *room, const inputs *in, size_t index)
{
    segment s = inputs_segment(in, index);
    block b;
    for (uint64_t offset = 0; offset < s.count;) {
        offset = segment_block(in, &s, offset, &b);
        for (size_t i = 0; i < b.loaded; i++)
            add(l, room, block_magnitude(&b, i));
    }
    segment_free(&s);
}

input_list input_list_of(const inputs *in)
{
    input_list l = {.format = in->format};
    if (in->kind == INPUTS_EXHAUSTIVE) {
        l.count = (size_t)in->format->last + 1;
        return l;
    }
    size_t room = 0;
    for (size_t i = 0; i < inputs_segments(in); i++)
        add_segment(&l, &room, in, i);
    return l;
}

void input_list_free(input_list *l)
{
    free(l->magnitudes);
    l->magnitudes = NULL;
}

void input_list_elements(const input_list *l, size_t first, size_t n, void *elements)
{
    unsigned char *to = elements;
    for (size_t i = 0; i < n; i++) {
        const size_t place = (first + i) % l->count;
        const uint64_t magnitude = l->magnitudes != NULL ? l->magnitudes[place] : l->first + place;
        format_store(l->format, &magnitude, 1, first + i >= l->count, to + i * l->format->size);
    }
}

size_t input_list_find(const input_list *l, uint64_t bits, size_t near)
{
    const uint64_t magnitude = bits & l->format->last;
    const size_t shift = bits > l->format->last ? l->count : 0;
    if (l->magnitudes == NULL)
        return (size_t)magnitude + shift;
    const size_t guess = near - shift;
    if (guess < l->count && l->magnitudes[guess] == magnitude)
        return near;
    size_t low = 0, high = l->count;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (l->magnitudes[middle] < magnitude)
            low = middle + 1;
        else
            high = middle;
    }
    return low < l->count && l->magnitudes[low] == magnitude ? low + shift : SIZE_MAX;
}
