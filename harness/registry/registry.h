/* The implementations linked into the program, and how to find them. Constant after start-up. */
#ifndef ACTBENCH_REGISTRY_H
#define ACTBENCH_REGISTRY_H

#include "registry/implementation.h"

#include <stdbool.h>

/* What a user asked for; NULL or a negative number stands for "any". */
typedef struct selection {
    const char *function; /* exact name of a function */
    const char *impl;     /* glob on "function/variant" or on the variant alone */
    int op;
    int dtype;
} selection;

extern const char *const op_names[OP_COUNT];
extern const char *const dtype_names[DTYPE_COUNT];

/* All implementations sorted by function, op, dtype and name; their number in *count. The array lives as long
 * as the program. */
const implementation *const *registry_all(size_t *count);

/* The length of the function's name within implementation's "function/variant". */
size_t implementation_function_length(const implementation *impl);

/* Whether impl is of the named function. */
bool implementation_is_of(const implementation *impl, const char *function);

/* The part after the slash. */
const char *implementation_variant(const implementation *impl);

/* Whether this machine has the instruction sets that impl needs. */
bool implementation_available(const implementation *impl);

/* Whether an implementation of that name, with op and dtype by name, is among those asked for; it need not be
 * in the registry. */
bool selection_has(const selection *wanted, const char *impl, const char *op, const char *type);

/* Writes to out (room for all) the implementations that match, in registry order; returns their number. */
size_t registry_select(const selection *wanted, const implementation **out);

/* As registry_select, of those that this machine can run. */
size_t registry_runnable(const selection *wanted, const implementation **out);

/* Element i of an array of the dtype, as a double and from one: rounded to nearest, ties to even. */
double dtype_get(dtype type, const void *elements, size_t i);
void dtype_set(dtype type, void *elements, size_t i, double value);

/* Calls the kernel of impl on n elements of its dtype; x == y is allowed. Besides those that register
 * themselves, every f32 implementation (but for the forms for one instruction set) is there for f16 and bf16
 * too: its elements are widened, computed in f32, and rounded once. */
void implementation_run(const implementation *impl, const void *x, void *y, size_t n, const params *p);

#endif
