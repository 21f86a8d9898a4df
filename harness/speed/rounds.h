/* The measurement inside one process: interleaved rounds of short samples. */
#ifndef ACTBENCH_ROUNDS_H
#define ACTBENCH_ROUNDS_H

#include "speed/counters.h"
#include "speed/probe.h"
#include "speed/sample.h"

/* A machine has more than one speed: the clock changes, a neighbour shares the core. Ratios differ between
 * these states, so their rounds are never mixed. */
typedef enum speed_state {
    STATE_FAST, /* the probes were near the best ones of the session */
    STATE_SLOW,
    STATE_COUNT
} speed_state;

typedef struct job {
    workload load;
    params params;
    uint64_t seed;
    bool ratios_only; /* neither events nor calls of other lengths */
    uint64_t rounds;  /* at most */
    double seconds;   /* at most; at least one round is measured */
    probes best;      /* the least that the session has seen so far */
} job;

/* What one process found out about one kernel in one state: medians over its rounds; NaN where it had
 * none. */
typedef struct figures {
    double ns;            /* per element */
    double log_copy;      /* of the paired ratio to memcpy */
    double log_stream;    /* of the paired ratio to the streaming copy */
    double log_reference; /* of the paired ratio to the kernel's reference */
} figures;

typedef struct outcome {
    figures in[STATE_COUNT];
    double call_ns, further_ns; /* the line through the times of calls of several lengths: at no element, by element */
    double counted[COUNTER_COUNT]; /* events per element; NaN where the machine does not count */
} outcome;

/* What a process found out about itself. */
typedef struct process_outcome {
    uint64_t rounds[STATE_COUNT];
    probes best; /* the least of the session up to its end */
    probes used; /* those that told the states apart */
} process_outcome;

/* Which samplers are the copies; as many as there are: none is. */
typedef struct copies {
    size_t memcpy, stream;
} copies;

/* Measures the kernels, of one dtype; writes one element of found for each.
 * A round times all of them in random order and once more in the reverse order, so that any two form an ABBA
 * pair and a steady drift of the machine cancels. A round belongs to the fast state when at least three
 * quarters of the probes of each kind taken in its course do; the memory's is taken beyond the caches. False when memory is short. */
bool rounds_run(const job *j, sampler *samplers, size_t count, const copies *yardsticks, process_outcome *process,
                outcome *found);

#endif
