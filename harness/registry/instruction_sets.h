/* Instruction sets of this machine, by the names that /proc/cpuinfo uses. */
#ifndef ACTBENCH_INSTRUCTION_SETS_H
#define ACTBENCH_INSTRUCTION_SETS_H

#include <stdbool.h>

/* Whether the machine has every set named in `names` (separated by blanks); NULL or "" needs nothing. A name
 * that is not known is one the machine lacks. */
bool instruction_sets_available(const char *names);

#endif
