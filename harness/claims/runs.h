/* Taking training runs out of the evidence, and comparing them seed by seed. */
#ifndef ACTBENCH_RUNS_H
#define ACTBENCH_RUNS_H

#include "claims/judgement.h"

#include <stdint.h>

/* Which rows count where a run has several. */
typedef enum moment { AT_END, AT_START, THROUGHOUT } moment;

/* Which rows of training.csv; NULL and 0 stand for any, but layer 0 for the whole network. Of each run the
 * last epoch that has the value asked for counts, unless `when` says otherwise; the mean of a seed's rows is
 * its value. */
typedef struct run_filter {
    const char *experiment, *data, *activation, *init, *kernel, *gradient_kernel, *dtype;
    const char *optimizer, *normalisation; /* NULL: gradient descent; none */
    uint64_t depth, layer;
    double rate;
    const double *alpha_start;
    moment when;
    bool hidden_layers; /* all of them instead of `layer` */
    bool deeper_layers; /* all but the first */
    bool only_good;     /* runs with status ok */
    bool magnitude;     /* each row counts with its value's magnitude */
} run_filter;

/* Of fewer pairs no order of signs has a p-value below 5%: they decide nothing, whatever their interval. */
enum { SERIES_ROOM = 256, FEWEST_PAIRS = 6 };

/* One value a seed. */
typedef struct series {
    size_t count;
    uint64_t seed[SERIES_ROOM];
    double value[SERIES_ROOM];         /* NaN where the run has none */
    double rows[SERIES_ROOM];          /* behind the value */
    size_t runs;                       /* of these seeds: one a rate, where there are several */
    size_t constant, diverged, broken; /* of the runs */
} series;

/* What the rows give in a column. Rows that are not there, or all without a value, are missing; for
 * find_series they are not. */
series take_series(judgement *j, const run_filter *f, const char *column);
series find_series(judgement *j, const run_filter *f, const char *column);

/* Steps to the target loss: a run that never reached it counts with all the steps that the longest run took. */
series take_steps(judgement *j, const char *activation, const char *init);

/* How many seeds have a value. */
size_t series_values(const series *s);

/* The mean of a series with its bootstrap interval; runs without a value are left out. */
interval series_mean(const series *s);

/* The mean of one value a seed with its bootstrap interval; without one below FEWEST_PAIRS. */
interval mean_over_seeds(const double *values, size_t n);

/* The initialisation that is usual for an activation: Xavier for the sigmoids, He for the rest. */
const char *usual_init(const char *activation);

/* How runs ended that are no good: "2 constant, 1 NaN of 20", or "none of 20". */
void describe_wrecks(const series *s, char *text, size_t size);

typedef struct comparison {
    size_t pairs;
    interval difference; /* a - b, mean over the seeds that both have; of ratios a/b */
    double p;            /* Wilcoxon's, two-sided; Holm's after adjust_together */
    double spread;       /* standard deviation of the differences between replications; of logarithms, for ratios */
    double detectable;   /* the difference that as many pairs find 4 times in 5; of ratios, a ratio */
    bool ratios;
} comparison;

/* What a comparison comes to, given the margin that a difference must clear to matter: the interval lies beyond the
 * margin and the p-value is below 5%, it lies within the margin on both sides (two one-sided tests, Schuirmann,
 * J. Pharmacokinet. Biopharm. 15, 1987), or neither. A negligible difference may be real all the same. */
typedef enum finding { CANNOT_TELL, LARGER, SMALLER, NEGLIGIBLE } finding;

finding find(const comparison *c, double margin);

/* Whether the difference is told from none, whatever its size. */
bool is_real(const comparison *c);

/* Compares two series seed by seed, and says so. With `ratios` the difference is of logarithms and the
 * interval that of the ratio a/b. */
comparison compare(judgement *j, const char *what, const series *a, const series *b, bool ratios);

/* Adjusts the p-values of comparisons that one verdict rests on, and says so. */
void adjust_together(judgement *j, comparison *c, size_t count);

/* +1 for a claim that a is larger by what matters: it is; -1: it is not; 0: cannot tell. */
int claim_of_larger(finding f);

/* +1: a is larger; -1: smaller; 0: cannot tell. Both the interval and the p-value must say so at 5%. */
int direction(const comparison *c, double nothing);

/* What several answers say of one claim: +1 speaks for it. */
verdict combined_verdict(const int *directions, size_t count);

#endif
