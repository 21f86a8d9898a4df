#include "training/trial.h"

#include "support/interrupt.h"
#include "support/memory.h"
#include "support/progress.h"
#include "support/status.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Rates are looked for on a grid of quarter decades: every second one from 0.003 to 10, further where the
 * best of them is at an end, then the best and its two neighbours again and more thoroughly. */
enum { GRID = 33, COARSE = 2, COARSE_FIRST = 10, COARSE_LAST = 24 };
static const double grid_lowest = 1e-5;

/* Seeds of a trial: those of the runs that count, those of the first search and those of the second. */
enum { SEEDS_PER_TRIAL = 1000, SEARCH_FROM = 400, REFINE_FROM = 700 };

/* A contender at one depth, and what the search knows about its rates. */
typedef struct competitor {
    run_setup setup;
    double score[GRID]; /* of each rate, the lower the better; NaN: not tried */
    bool wanted[GRID];  /* to be tried */
} competitor;

/* Runs to do. */
typedef struct work {
    run_setup *setups;
    size_t count, capacity;
} work;

/* OpenBLAS's own header clashes with GSL's. Another CBLAS has no such function. */
extern void openblas_set_num_threads(int threads) __attribute__((weak));

static double grid_rate(size_t i)
{
    return grid_lowest * pow(10, (double)i / 4);
}

/* Adds the setup at one rate for each of the seeds first..first+count-1. */
static void work_add(work *w, const run_setup *setup, double rate, uint64_t first, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (w->count == w->capacity) {
            w->capacity = 2 * w->capacity + 64;
            w->setups = memory_or_exit(realloc(w->setups, w->capacity * sizeof *w->setups));
        }
        w->setups[w->count] = *setup;
        w->setups[w->count].rate = rate;
        w->setups[w->count++].seed = first + i;
    }
}

/* Does the work, run beside run, and appends the rows run after run: none of a run that an interruption
 * forestalled. Returns the last row of each run, to be freed, and empties the work. */
static training_row *work_do(work *w, const experiment *e, const trial *t)
{
    table **parts = memory_or_exit(calloc(w->count + 1, sizeof *parts));
    training_row *last = memory_or_exit(calloc(w->count + 1, sizeof *last));
    progress *bar = progress_new(e->name, w->count, t->quiet);
#pragma omp parallel for schedule(dynamic) num_threads(e->alone ? 1 : t->threads)
    for (size_t i = 0; i < w->count; i++) {
        parts[i] = table_new(&training_schema);
        if (!interrupted())
            e->run(&w->setups[i], t->data, parts[i]);
        progress_add(bar, 1);
    }
    progress_free(bar);
    for (size_t i = 0; i < w->count; i++) {
        for (size_t j = 0; j < parts[i]->count; j++) {
            last[i] = *(const training_row *)table_row(parts[i], j);
            table_append(t->rows, &last[i]);
        }
        table_free(parts[i]);
    }
    free(parts);
    free(w->setups);
    *w = (work){0};
    return last;
}

/* The score of a run that failed. */
static double failure_score(goal g)
{
    return g == GOAL_ACCURACY ? 1 : log(1e9);
}

/* How bad a run of the search was: the share of errors on the validation samples, or the logarithm of the
 * steps to the target (by the loss that is left, where it was not reached). */
static double score_of(goal g, const training_row *row)
{
    if (strcmp(row->status, "ok") != 0)
        return failure_score(g);
    if (g == GOAL_ACCURACY)
        return 1 - row->test_accuracy;
    return isnan(row->steps_to_loss) ? log(1e6) + row->train_loss : log(row->steps_to_loss);
}

/* Tries the rates that are wanted and not tried yet, on so many seeds from the first on. */
static void try_rates(const experiment *e, const trial *t, competitor *all, size_t count, uint64_t first, size_t seeds)
{
    work w = {0};
    for (size_t c = 0; c < count; c++)
        for (size_t i = 0; i < GRID; i++)
            if (all[c].wanted[i] && isnan(all[c].score[i])) {
                run_setup setup = all[c].setup;
                setup.tuning = true;
                setup.probe = false;
                work_add(&w, &setup, grid_rate(i), first, seeds);
            }
    training_row *last = work_do(&w, e, t);
    const training_row *next = last;
    for (size_t c = 0; c < count; c++)
        for (size_t i = 0; i < GRID; i++)
            if (all[c].wanted[i] && isnan(all[c].score[i])) {
                all[c].score[i] = 0;
                for (size_t s = 0; s < seeds; s++)
                    all[c].score[i] += score_of(e->goal, next++) / (double)seeds;
            }
    free(last);
}

static size_t best_rate(const competitor *c)
{
    size_t best = GRID;
    for (size_t i = 0; i < GRID; i++)
        if (!isnan(c->score[i]) && (best == GRID || c->score[i] < c->score[best]))
            best = i;
    return best;
}

/* Wants one rate more where the best so far is at an end, unless all have failed; returns whether any
 * competitor does. */
static bool widen(const experiment *e, competitor *all, size_t count)
{
    bool any = false;
    for (size_t c = 0; c < count; c++) {
        const size_t best = best_rate(&all[c]);
        if (all[c].score[best] >= failure_score(e->goal) || best < COARSE || best + COARSE >= GRID)
            continue;
        any = any || !all[c].wanted[best - COARSE] || !all[c].wanted[best + COARSE];
        all[c].wanted[best - COARSE] = all[c].wanted[best + COARSE] = true;
    }
    return any;
}

/* Forgets the scores and wants the best rate and its neighbours. */
static void refine(competitor *c)
{
    const size_t best = best_rate(c);
    for (size_t i = 0; i < GRID; i++) {
        c->score[i] = NAN;
        c->wanted[i] = i + 1 >= best && i <= best + 1;
    }
}

/* Finds the best rate of every competitor. */
static void search(const experiment *e, const trial *t, competitor *all, size_t count)
{
    const uint64_t seed = t->seed * SEEDS_PER_TRIAL;
    for (size_t c = 0; c < count; c++)
        for (size_t i = COARSE_FIRST; i <= COARSE_LAST; i += COARSE)
            all[c].wanted[i] = true;
    do
        try_rates(e, t, all, count, seed + SEARCH_FROM, e->search_seeds);
    while (!interrupted() && widen(e, all, count));
    for (size_t c = 0; c < count; c++)
        refine(&all[c]);
    try_rates(e, t, all, count, seed + REFINE_FROM, e->refine_seeds);
    for (size_t c = 0; c < count; c++)
        all[c].setup.rate = grid_rate(best_rate(&all[c]));
}

/* Fills *c with what the contender brings. */
static int enter(const experiment *e, const contender *who, const trial *t, competitor *c)
{
    const activation *form = activation_find(who->activation);
    *c = (competitor){.setup = e->common};
    c->setup.run_id = t->run_id;
    c->setup.experiment = e->name;
    c->setup.init = who->init;
    c->setup.alpha = isnan(who->alpha) ? form->alpha : who->alpha;
    for (size_t i = 0; i < GRID; i++)
        c->score[i] = NAN;
    return activation_resolve(form, e->type, who->variant, &c->setup.activation);
}

/* The r-th rate that a competitor runs at; NaN where there are no rates. */
static double final_rate(const experiment *e, const competitor *c, size_t r)
{
    if (e->goal != GOAL_NONE)
        return c->setup.rate;
    return e->rates[r] > 0 ? e->rates[r] : NAN;
}

/* The runs that count. Seed by seed: what is timed is interleaved. */
static void run_all(const experiment *e, const trial *t, const competitor *all, size_t count)
{
    work w = {0};
    for (size_t s = 0; s < e->seeds; s++)
        for (size_t c = 0; c < count; c++) {
            size_t r = 0;
            do
                work_add(&w, &all[c].setup, final_rate(e, &all[c], r), t->seed * SEEDS_PER_TRIAL + s, 1);
            while (++r < RATES_MAX && e->rates[r] > 0);
        }
    free(work_do(&w, e, t));
}

int experiment_run(const experiment *e, const trial *t)
{
    if (openblas_set_num_threads)
        openblas_set_num_threads(1); /* runs are what is parallel; and one thread sums in one order */
    competitor *all = memory_or_exit(calloc(e->contender_count * DEPTHS_MAX, sizeof *all));
    size_t count = 0;
    int status = STATUS_GOOD;
    for (size_t i = 0; i < e->contender_count && status == STATUS_GOOD; i++)
        for (size_t d = 0; d < DEPTHS_MAX && e->depths[d] > 0 && status == STATUS_GOOD; d++) {
            status = enter(e, &e->contenders[i], t, &all[count]);
            all[count++].setup.depth = e->depths[d];
        }
    if (status == STATUS_GOOD && e->goal != GOAL_NONE)
        search(e, t, all, count);
    if (status == STATUS_GOOD && !interrupted())
        run_all(e, t, all, count);
    free(all);
    return status;
}
