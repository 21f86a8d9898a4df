/* The input that an implementation came to grief at. */
#ifndef ACTBENCH_CULPRIT_H
#define ACTBENCH_CULPRIT_H

#include "inputs/inputs.h"

#include <stdbool.h>

/* Calls impl on the blocks of the inputs in a child process until it dies, hangs for longer than limit_seconds, changes
 * the arithmetic or writes outside of its results; then on the inputs of that block one by one. Writes " at x = ..." to
 * text: that input, or the first of the block where it takes a whole one. false: nothing of the kind was seen again. */
bool culprit_find(const implementation *impl, const inputs *in, const params *p, unsigned limit_seconds, char *text,
                  size_t size);

#endif
