/* Whether two implementations give the same results. */
#ifndef ACTBENCH_SAME_H
#define ACTBENCH_SAME_H

#include "inputs/inputs.h"

#include <stdbool.h>

/* Calls both, in a child process, on every one of the inputs: true, if all results are the same bits. */
bool same_results(const implementation *a, const implementation *b, const inputs *in, const params *p);

#endif
