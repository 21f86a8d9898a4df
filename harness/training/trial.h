/* Experiments: which networks are trained, at which rates, how often. */
#ifndef ACTBENCH_TRIAL_H
#define ACTBENCH_TRIAL_H

#include "training/run.h"

/* What the rate of each contender is chosen for, if it is. */
typedef enum goal { GOAL_NONE, GOAL_ACCURACY, GOAL_STEPS } goal;

/* One who takes part. */
typedef struct contender {
    const char *activation;
    init init;
    double alpha;                  /* NaN: the activation's own */
    const char *variant[OP_COUNT]; /* of the kernels; NULL: the preferred ones */
} contender;

enum { DEPTHS_MAX = 6, RATES_MAX = 12 };

/* Every contender at every depth and rate, over so many seeds. Lists are closed by a 0. */
typedef struct experiment {
    const char *name;
    const char *data; /* the name of a split: digits, fashion; or gaussian, which is none */
    runner *run;
    dtype type;
    goal goal;
    const contender *contenders;
    size_t contender_count;
    size_t depths[DEPTHS_MAX];
    double rates[RATES_MAX];                  /* empty where a goal chooses them */
    size_t seeds, search_seeds, refine_seeds; /* of the runs that count; of the two passes of the search */
    bool alone;                               /* run after run: they are timed */
    run_setup common;                         /* of all runs */
} experiment;

extern const experiment experiments[];
extern const size_t experiment_count;

/* Whose runs they are. */
typedef struct trial {
    const split *data;
    const char *run_id;
    uint64_t seed; /* tells repetitions apart: no two share the seed of a run */
    int threads;
    bool quiet;
    table *rows; /* what was measured is appended here */
} trial;

/* Runs one experiment: looks for the rates first where it has a goal, then runs every case over its seeds, in
 * parallel over runs. The order of the rows, those of the search too, does not depend on the threads. Returns
 * a status. */
int experiment_run(const experiment *e, const trial *t);

#endif
