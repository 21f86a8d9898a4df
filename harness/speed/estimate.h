/* From the outcomes of many processes to one figure with its interval. */
#ifndef ACTBENCH_ESTIMATE_H
#define ACTBENCH_ESTIMATE_H

#include "speed/group.h"
#include "speed/statistics.h"

typedef struct estimate {
    speed_state state;
    bounded_median ns;           /* per element */
    bounded_median to_copy;      /* ratio of times */
    bounded_median to_stream;    /* ratio of times */
    bounded_median to_reference; /* ratio of times */
    bounded_median call_ns;      /* of a call, whatever its length */
    double further_ns;           /* of a call, for each element */
    size_t processes;
    uint64_t rounds;
    double counted[COUNTER_COUNT]; /* events per element; NaN where the machine does not count */
} estimate;

/* What is known of runner c of g: in the fast state when it has processes enough for an interval, otherwise in the state
 * that has more of them. One that all groups share is measured by every group of the same dtype and workload: all of them
 * count. A process that told the states apart by a probe much worse than the session's best counts as slow. */
estimate estimate_of(const session *s, const group *g, size_t c);

/* What the A/A pairs of g say: the ratio, less 1, that a difference must exceed to be called one: the largest that any
 * pair of twins seems to have. NaN while unknown. Never below half a percent: how code happens to lie makes smaller
 * differences, and they are constant. */
double noise_floor_of(const session *s, const group *g);

/* "faster", "slower" or "cannot tell": faster or slower only when the whole interval is beyond the noise floor. */
const char *verdict_of(bounded_median ratio, double noise_floor);

#endif
