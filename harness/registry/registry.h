/* The implementations linked into the program, and how to find them. Constant once measuring begins. */
#ifndef ACTBENCH_REGISTRY_H
#define ACTBENCH_REGISTRY_H

#include "registry/elements.h"
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
extern const char *const origin_names[ORIGIN_COUNT];

/* All implementations sorted by function, op, dtype and name; their number in *count. The array lives as long
 * as the program. */
const implementation *const *registry_all(size_t *count);

/* Adds an implementation from outside the tree; to be done before anything is measured. A copy of it is kept, what it
 * points to must outlive the program. false and a line of text in `fault`: as implementation_resolve, or its name is
 * taken, or there are too many. */
bool registry_add(const implementation *entry, char *fault, size_t size);

/* As registry_add, but it takes the place of the implementation of that name, op and dtype. */
bool registry_replace(const implementation *entry, char *fault, size_t size);

/* STATUS_GOOD, or STATUS_USAGE with one line on stderr where an entry of the tree cannot be told from another or has no
 * name or no function: what stands in the registry then means nothing. */
int registry_check(void);

/* Fills in the function, variant and target of an entry, which follow from its name. false and a line of text
 * in `fault`: the name is missing, not of the form "function/variant", or of no known function. */
bool implementation_resolve(implementation *impl, char *fault, size_t size);

/* Whether two of count implementations, sorted as the registry is, share name, op and dtype: then a line of
 * text in `fault` says which. */
bool implementations_collide(const implementation *const *sorted, size_t count, char *fault, size_t size);

/* Whether both are of one function, op and dtype. */
bool implementation_same_question(const implementation *a, const implementation *b);

/* Whether this machine has the instruction sets that impl needs. */
bool implementation_available(const implementation *impl);

/* Whether an implementation of that name, with op and dtype by name, is among those asked for; it need not be
 * in the registry. */
bool selection_has(const selection *wanted, const char *impl, const char *op, const char *type);

/* Writes to out (room for all) the implementations that match, in registry order; returns their number. */
size_t registry_select(const selection *wanted, const implementation **out);

/* As registry_select, of those that this machine can run. */
size_t registry_runnable(const selection *wanted, const implementation **out);

/* Calls the kernel of impl on n elements of its dtype; x == y is allowed. Besides those that register
 * themselves, every f32 implementation (but for the forms for one instruction set) is there for f16 and bf16
 * too: its elements are widened, computed in f32, and rounded once. */
void implementation_run(const implementation *impl, const void *x, void *y, size_t n, const params *p);

#endif
