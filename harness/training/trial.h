/* Experiments: which networks are trained, at which rates, how often. */
#ifndef ACTBENCH_TRIAL_H
#define ACTBENCH_TRIAL_H

#include "training/run.h"

/* What the rate of each contender is chosen for, if it is. */
typedef enum goal { GOAL_NONE, GOAL_ACCURACY, GOAL_STEPS } goal;

/* One who takes part. */
typedef struct contender {
    const char *activation;
    unsigned inits;                /* each of these, 1 << init, is a contender of its own */
    double alpha;                  /* NaN: the activation's own */
    const char *variant[OP_COUNT]; /* of the kernels; NULL: the preferred ones */
    optimizer optimizer;
    bool batch_norm;
    uint64_t stream; /* of random numbers: contenders of one stream are pairs, run by run */
} contender;

enum { DEPTHS_MAX = 6, RATES_MAX = 12 };

/* Every contender at every depth and rate, in so many replications. A replication cuts the samples anew, looks for
 * the rate of each contender on its own validation part, and trains from its own seed: what differs between
 * replications is all that could have come out otherwise. Lists are closed by a 0. */
typedef struct experiment {
    const char *name;
    const char *data; /* the name of a split: digits, fashion; or gaussian, which is none */
    run_function *run;
    dtype type;
    goal goal;
    const contender *contenders;
    size_t contender_count;
    size_t depths[DEPTHS_MAX];
    double rates[RATES_MAX]; /* empty where a goal chooses them */
    size_t replications;
    size_t search_epochs; /* of the runs that look for a rate; 0: those of the runs that count */
    bool half_budget;     /* a second run at the same rate, of half the epochs: does a longer one change anything? */
    bool alone;           /* run after run: they are timed */
    run_setup common;     /* of all runs */
} experiment;

extern const experiment experiments[];
extern const size_t experiment_count;

/* Whose runs they are. */
typedef struct trial {
    const split *data;
    const char *run_id;
    uint64_t seed;       /* tells repetitions apart: no two share the seed of a run */
    size_t replications; /* at most so many of each experiment; 0: all */
    int threads;
    bool quiet;
    double seconds_after; /* of what follows, for the time left that is shown */
    table *rows;          /* what was measured is appended here */
} trial;

/* Runs one experiment: looks for the rates first where it has a goal, then runs every case in its replications, in
 * parallel over runs. The order of the rows, those of the search too, does not depend on the threads. Returns
 * a status. */
int experiment_run(const experiment *e, const trial *t);

#endif
