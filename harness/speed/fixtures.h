/* Kernels that every measurement carries beside its subjects: memcpy as the yardstick of the memory system,
 * and two copies of one kernel (the A/A pair) whose measured difference is the noise floor. They are timed
 * like any implementation but are none: the registry does not list them. */
#ifndef ACTBENCH_FIXTURES_H
#define ACTBENCH_FIXTURES_H

#include "registry/implementation.h"

typedef enum fixture { FIXTURE_COPY, FIXTURE_TWIN_A, FIXTURE_TWIN_B, FIXTURE_COUNT } fixture;

extern const char *const fixture_names[FIXTURE_COUNT];
extern const implementation fixtures[DTYPE_COUNT][FIXTURE_COUNT];

/* Whether a row's implementation is one of them: it is not judged by itself. */
bool fixture_is(const char *impl);

#endif
