/* Instruction counts by single steps: exact and repeatable for every instruction set, AVX-512 included, and in need of
 * nothing but a system that lets a process trace its child. */
#ifndef ACTBENCH_STEPS_H
#define ACTBENCH_STEPS_H

#include <stdbool.h>
#include <stdint.h>

/* Counts the instructions that work(argument) executes in user mode, in a forked child; some microseconds each. False
 * where the child cannot be traced, or did not come back. */
bool steps_count(void (*work)(void *argument), void *argument, uint64_t *count);

#endif
