/* Instruction counts under valgrind's callgrind: exactly repeatable for scalar and AVX2 code, and so a gate
 * without noise. Valgrind knows no AVX-512: kernels that need it are counted by single steps. */
#ifndef ACTBENCH_INSTRUCTIONS_H
#define ACTBENCH_INSTRUCTIONS_H

#include "speed/speed.h"

/* Whether this machine can count: valgrind is there, and was when the program was built. */
bool instructions_possible(void);

/* Counts one call on 4096 elements of N(0,4) for each implementation of the plan and appends rows of
 * instructions_schema. Returns a status; STATUS_MISSING where there is no valgrind. */
int instructions_measure(const speed_plan *plan, table *rows);

/* The hidden command that makes this program the counted one, and its side of the work. */
extern const char *const instructions_command;
int instructions_worker(const roster *r);

#endif
