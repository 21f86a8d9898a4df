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
    double alpha; /* NaN: the activation's own */
} contender;

typedef void runner(const run_setup *setup, const split *data, table *rows);

enum { DEPTHS_MAX = 6, RATES_MAX = 12 };

/* Every contender at every depth and rate, over so many seeds. Lists are closed by a 0. */
typedef struct experiment {
    const char *name;
    const char *data; /* the name of a split */
    runner *run;
    dtype type;
    goal goal;
    const contender *contenders;
    size_t contender_count;
    size_t depths[DEPTHS_MAX];
    double rates[RATES_MAX]; /* empty where a goal chooses them */
    size_t seeds, tuning_seeds;
    run_setup common; /* of all runs */
} experiment;

extern const experiment experiments[];
extern const size_t experiment_count;

/* Runs one experiment on its data: looks for the rates first where it has a goal, then runs every case over its seeds,
 * in parallel over runs. Appends all rows, those of the search too, in an order that does not depend on the threads.
 * base_seed tells repetitions apart: no two of them share a run's seed. Returns a status. */
int experiment_run(const experiment *e, const split *data, uint64_t base_seed, bool quiet, table *rows);

#endif
