/* From the outcomes of many processes to one figure with its interval. */
#ifndef ACTBENCH_ESTIMATE_H
#define ACTBENCH_ESTIMATE_H

#include "speed/group.h"
#include "speed/statistics.h"

typedef struct estimate {
    speed_state state;
    interval ns;           /* per element */
    interval to_copy;      /* ratio of times */
    interval to_reference; /* ratio of times */
    size_t processes;
    uint64_t rounds;
} estimate;

/* What is known of contender c of g: in the fast state when it has processes enough for an interval,
 * otherwise in the state that has more of them. A fixture is measured by every group of the same dtype and
 * workload: all of them count. probe_best is the session's: a process that told the states apart by a much
 * worse one is left out. */
estimate estimate_of(const groups *all, const group *g, size_t c, double probe_best);

/* Whether the interval is within 1% of its middle on either side. */
bool interval_is_narrow(interval i);

#endif
