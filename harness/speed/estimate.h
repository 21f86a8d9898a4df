/* From the findings of many processes to one figure with its interval. */
#ifndef ACTBENCH_ESTIMATE_H
#define ACTBENCH_ESTIMATE_H

#include "speed/group.h"
#include "speed/statistics.h"

/* The machine's speed state that figures are taken from: ratios differ between states, so processes of
 * different states are never mixed. */
typedef struct speed_state {
    double probe_low, probe_high; /* nanoseconds of the probe */
} speed_state;

/* The state that most processes of the session were in. Two probe times belong to different states when the
 * widest gap between neighbours, in order of size, lies between them and is more than a fifth. */
speed_state state_of(const groups *all);

typedef struct estimate {
    interval ns;           /* per element */
    interval to_copy;      /* ratio of times */
    interval to_reference; /* ratio of times */
    size_t processes;      /* in the state */
    uint64_t rounds;       /* of those */
    double probe_ns;       /* median of those */
} estimate;

/* What is known of contender c; over all groups of the same dtype and workload where c is a fixture, which
 * all share. */
estimate estimate_of(const groups *all, const group *g, size_t c, speed_state state);

/* Whether the interval is within 1% of its middle on either side. */
bool interval_is_narrow(interval i);

#endif
