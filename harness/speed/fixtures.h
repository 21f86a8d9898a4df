/* Kernels that every measurement carries beside its subjects. They are timed like any implementation but are none: the
 * registry does not list them.
 *
 * Copies are the yardsticks of the memory system: the C library's memcpy, a plain loop of vectors, and one that stores
 * past the caches and prefetches the next page, which is as fast as memory allows. A pair of twins is one kernel twice:
 * their measured difference is the noise floor of kernels like it. */
#ifndef ACTBENCH_FIXTURES_H
#define ACTBENCH_FIXTURES_H

#include "registry/implementation.h"
#include "speed/workload.h"

typedef enum fixture {
    FIXTURE_COPY,
    FIXTURE_PLAIN_COPY,
    FIXTURE_STREAM_COPY,
    FIXTURE_TWIN_A, /* scalar, a call of the C library for each element */
    FIXTURE_TWIN_B,
    FIXTURE_VECTOR_TWIN_A, /* one operation on vectors, the cheapest there is */
    FIXTURE_VECTOR_TWIN_B,
    FIXTURE_STREAM_TWIN_A, /* the streaming copy */
    FIXTURE_STREAM_TWIN_B,
    FIXTURE_COUNT
} fixture;

extern const char *const fixture_names[FIXTURE_COUNT];
extern const implementation fixtures[DTYPE_COUNT][FIXTURE_COUNT];

/* Whether a row's implementation is one of them: it is not judged by itself. */
bool fixture_is(const char *impl);

/* Whether it is the second of a pair of twins, whose ratio is to the first. */
bool fixture_is_second_twin(const char *impl);

/* Whether it tells anything under that workload: only beyond the caches is streaming of use, and to copy one element
 * takes one of two times by chance. */
bool fixture_is_apt(fixture which, const workload *load, dtype type);

/* What its own ratio is taken to: a twin's is the other one. */
fixture fixture_reference(fixture which, const workload *load);

#endif
