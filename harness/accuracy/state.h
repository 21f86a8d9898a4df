/* Which pass a journal belongs to, as text that names everything its records depend on; and the way back from
 * that text to the pass. */
#ifndef ACTBENCH_ACCURACY_STATE_H
#define ACTBENCH_ACCURACY_STATE_H

#include "accuracy/pass.h"

#include <stdbool.h>

/* To be freed. `program` tells programs apart. */
char *state_identity(const pass *p, uint64_t program);

/* Fills question, inputs and reference of *p from an identity, and writes to impls those of `group` (count of
 * one function, op and dtype, as p->impls afterwards) that it names. False where it makes no sense here. */
bool state_pass(const char *identity, const implementation *const *group, size_t count, const implementation **impls,
                pass *p);

/* journal_take for a pass under way: context is a state_target. A segment that is done already is left alone. */
typedef struct state_target {
    const pass *pass;
    findings *found;
} state_target;

bool state_take(void *target, uint64_t segment, const void *bytes, size_t size);

/* Segments that are not done; the first of them in *first. */
size_t state_missing(const pass *p, size_t *first);

#endif
