/* Where memory runs out there is nothing sensible left to do. */
#ifndef ACTBENCH_MEMORY_H
#define ACTBENCH_MEMORY_H

/* Returns what an allocation gave; where that is NULL, says so in one line and exits with STATUS_MISSING. */
void *memory_or_exit(void *memory);

#endif
