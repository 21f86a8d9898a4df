/* The measurement inside one process: interleaved rounds of short samples. */
#ifndef ACTBENCH_ROUNDS_H
#define ACTBENCH_ROUNDS_H

#include "speed/sample.h"

typedef struct job {
    workload load;
    params params;
    uint64_t seed;
    uint64_t rounds; /* at most */
    double seconds;  /* at most; at least one round is measured */
} job;

/* What one process found out about one contender: medians over its rounds. */
typedef struct finding {
    double ns;            /* per element */
    double log_copy;      /* of the paired ratio to memcpy */
    double log_reference; /* of the paired ratio to the contender's reference */
} finding;

/* What it found out about itself. */
typedef struct process_finding {
    uint64_t rounds;
    double probe_ns;
} process_finding;

/* Measures the contenders, of one dtype, the first of which is memcpy; writes one finding each. A round times
 * all of them in random order and once more in the reverse order, so that any two form an ABBA pair and a
 * steady drift of the machine cancels. Rounds in which the probe was off by more than a tenth are dropped.
 * False when memory is short. */
bool rounds_run(const job *j, contender *contenders, size_t count, process_finding *process,
                finding *findings);

#endif
