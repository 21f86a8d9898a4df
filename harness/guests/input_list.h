/* The inputs of a pass as one array: what an implementation is given that is not called. */
#ifndef ACTBENCH_INPUT_LIST_H
#define ACTBENCH_INPUT_LIST_H

#include "inputs/inputs.h"

#include <stdio.h>

/* Bit patterns in ascending order as unsigned numbers: x >= 0 away from 0, then x <= 0 away from 0. Every input that a
 * pass over `in` evaluates is among them, the neighbours that it takes along for monotonicity too. */
typedef struct input_list {
    const float_format *format;
    uint64_t *magnitudes; /* owned; NULL: first, first + 1 ..., which is all of them where count says so */
    uint64_t first;
    size_t count; /* of magnitudes; there are twice as many inputs */
} input_list;

/* The inputs for what is not called by this program: those chosen; NULL: all of f16 and bf16, 2^24 stratified ones
 * otherwise. */
inputs inputs_for_outside(dtype type, const inputs *chosen, uint64_t seed);

/* Free it with input_list_free. */
input_list input_list_of(const inputs *in);
void input_list_free(input_list *l);

static inline size_t input_list_size(const input_list *l)
{
    return 2 * l->count;
}

/* Writes the inputs from the first-th on as elements of the format; n may not lead beyond the last. */
void input_list_elements(const input_list *l, size_t first, size_t n, void *elements);

/* The place of a bit pattern; `near` is looked at first. SIZE_MAX: it is not among them. */
size_t input_list_find(const input_list *l, uint64_t bits, size_t near);

#endif
