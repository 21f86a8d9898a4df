/* The speed of implementations: paired, interleaved, with intervals over processes. */
#ifndef ACTBENCH_SPEED_H
#define ACTBENCH_SPEED_H

#include "registry/implementation.h"
#include "rows/rows.h"
#include "speed/process.h"
#include "speed/workload.h"

/* In place of a load's number of threads. */
enum { THREADS_ASKED = 0, THREADS_ALL = -1 };

/* A workload and the kernels it is for; op or dtype -1: any. Four functions at most, NULL: any. */
typedef struct planned_load {
    workload load; /* n may be one of N_BEYOND and the like, threads one of THREADS_ASKED and the like */
    int op, dtype;
    const char *functions[4];
} planned_load;

typedef struct speed_plan {
    const char *run_id;
    roster roster;                      /* everything a worker can run; registry_all() in the program */
    const implementation *const *impls; /* what gets rows: members of the roster, in its order, all available */
    size_t impl_count;
    const planned_load *loads;
    size_t load_count;
    params asked;         /* NaN: each function's own */
    const char *baseline; /* variant that ratios are to; NULL: `naive`, else the plainest there is */
    bool beside;     /* ratios are to each one's version in the other tree, and only those that have one are timed */
    double seconds;  /* budget of the whole measurement */
    double patience; /* seconds after which a worker without progress is killed; 0: a minute */
    uint64_t seed;
    bool execute;         /* workers execute this program anew; false: they are forked, for tests */
    bool quiet;           /* no progress bar */
    double seconds_after; /* of what follows, for the time left that is shown */
} speed_plan;

/* The version in the roster that another tree has of impl, named with base_suffix; NULL: none. */
const implementation *speed_base_version(const roster *r, const implementation *impl);

/* Measures and appends one speed_row per implementation and workload to rows, and one for memcpy per dtype
 * and workload. Ends when every ratio's 95% interval is within 1% of it, or with the budget; an interrupt
 * (SIGINT) ends it early with the rows of what was measured. An implementation that hangs, crashes or ends
 * the process is named in one line and left out, and the others go on: then the status is STATUS_WORSE.
 * Returns a status; rows are appended whatever it is. */
int speed_measure(const speed_plan *plan, table *rows);

#endif
