#include "training/trial.h"

#include "support/interrupt.h"
#include "support/progress.h"
#include "support/status.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Rates are looked for on a grid of half decades: first from 0.003 to 10, then further where the best is at
 * an end. */
enum { GRID = 17, GRID_FIRST = 5, GRID_LAST = 12 };
static const double grid_lowest = 1e-5;

/* Seeds of a repetition: those of the runs that count, then those of the search. */
enum { SEEDS_PER_BASE = 1000, TUNING_SEEDS_FROM = 500 };

/* A contender at one depth, and what the search knows about its rates. */
typedef struct competitor {
    run_setup setup;
    double score[GRID]; /* the lower the better; NaN: not tried */
    size_t low, high;   /* to be tried */
} competitor;

/* Runs to do. */
typedef struct work {
    run_setup *setups;
    size_t count, capacity;
} work;

static void *checked(void *memory)
{
    if (!memory)
        abort();
    return memory;
}

static double grid_rate(size_t i)
{
    return grid_lowest * pow(10, (double)i / 2);
}

/* Adds the setup at one rate for each of the seeds first..first+count-1. */
static void work_add(work *w, const run_setup *setup, double rate, uint64_t first, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (w->count == w->capacity) {
            w->capacity = 2 * w->capacity + 64;
            w->setups = checked(realloc(w->setups, w->capacity * sizeof *w->setups));
        }
        w->setups[w->count] = *setup;
        w->setups[w->count].rate = rate;
        w->setups[w->count++].seed = first + i;
    }
}

/* Does the work, run beside run, and appends the rows run after run: none of a run that an interruption
 * forestalled. Returns the last row of each run, to be freed, and empties the work. */
static training_row *work_do(work *w, const experiment *e, const split *data, bool quiet, table *rows)
{
    table **parts = checked(calloc(w->count + 1, sizeof *parts));
    training_row *last = checked(calloc(w->count + 1, sizeof *last));
    progress *bar = progress_new(e->name, w->count, quiet);
#pragma omp parallel for schedule(dynamic)
    for (size_t i = 0; i < w->count; i++) {
        parts[i] = table_new(&training_schema);
        if (!interrupted())
            e->run(&w->setups[i], data, parts[i]);
        progress_add(bar, 1);
    }
    progress_free(bar);
    for (size_t i = 0; i < w->count; i++) {
        for (size_t j = 0; j < parts[i]->count; j++) {
            last[i] = *(const training_row *)table_row(parts[i], j);
            table_append(rows, &last[i]);
        }
        table_free(parts[i]);
    }
    free(parts);
    free(w->setups);
    *w = (work){0};
    return last;
}

/* How bad a run of the search was: the share of errors on the validation samples, or the logarithm of the
 * steps to the target. */
static double score_of(goal g, const training_row *row)
{
    const bool sound = strcmp(row->status, "ok") == 0;
    if (g == GOAL_ACCURACY)
        return sound ? 1 - row->test_accuracy : 1;
    const double unreached = log(1e6);
    if (sound && !isnan(row->steps_to_loss))
        return log(row->steps_to_loss);
    return sound ? unreached + row->train_loss : 2 * unreached;
}

static size_t best_rate(const competitor *c)
{
    size_t best = c->low;
    for (size_t i = c->low; i < c->high; i++)
        if (c->score[i] < c->score[best])
            best = i;
    return best;
}

/* Widens what is to be tried of those whose best is at an end; returns whether there were any. */
static bool widen(competitor *all, size_t count)
{
    bool any = false;
    for (size_t c = 0; c < count; c++) {
        const size_t best = best_rate(&all[c]), low = all[c].low, high = all[c].high;
        all[c].low -= best == low && low > 0;
        all[c].high += best == high - 1 && high < GRID;
        any = any || all[c].low != low || all[c].high != high;
    }
    return any;
}

/* Finds the best rate of every competitor, on the seeds from `seed` on. */
static void search(const experiment *e, const split *data, uint64_t seed, bool quiet, competitor *all,
                   size_t count, table *rows)
{
    work w = {0};
    do {
        for (size_t c = 0; c < count; c++)
            for (size_t i = all[c].low; i < all[c].high; i++)
                if (isnan(all[c].score[i])) {
                    run_setup setup = all[c].setup;
                    setup.tuning = true;
                    setup.probe = false;
                    work_add(&w, &setup, grid_rate(i), seed, e->tuning_seeds);
                }
        training_row *last = work_do(&w, e, data, quiet, rows);
        const training_row *next = last;
        for (size_t c = 0; c < count; c++)
            for (size_t i = all[c].low; i < all[c].high; i++)
                if (isnan(all[c].score[i])) {
                    all[c].score[i] = 0;
                    for (size_t s = 0; s < e->tuning_seeds; s++)
                        all[c].score[i] += score_of(e->goal, next++);
                }
        free(last);
    } while (!interrupted() && widen(all, count));
    for (size_t c = 0; c < count; c++)
        all[c].setup.rate = grid_rate(best_rate(&all[c]));
}

/* Every contender at every depth; returns a status, and on STATUS_GOOD the competitors, to be freed. */
static int enter(const experiment *e, competitor **all, size_t *count)
{
    *all = checked(calloc(e->contender_count * DEPTHS_MAX, sizeof **all));
    *count = 0;
    for (size_t i = 0; i < e->contender_count; i++) {
        const contender *who = &e->contenders[i];
        run_setup setup = e->common;
        setup.experiment = e->name;
        setup.init = who->init;
        const activation *form = activation_find(who->activation);
        const int status = activation_resolve(form, e->type, NULL, &setup.activation);
        if (status != STATUS_GOOD) {
            free(*all);
            return status;
        }
        setup.alpha = isnan(who->alpha) ? form->alpha : who->alpha;
        for (size_t d = 0; d < DEPTHS_MAX && e->depths[d] > 0; d++) {
            competitor *c = &(*all)[(*count)++];
            *c = (competitor){.setup = setup, .low = GRID_FIRST, .high = GRID_LAST + 1};
            c->setup.depth = e->depths[d];
            for (size_t r = 0; r < GRID; r++)
                c->score[r] = NAN;
        }
    }
    return STATUS_GOOD;
}

int experiment_run(const experiment *e, const split *data, uint64_t base_seed, bool quiet, table *rows)
{
    competitor *all;
    size_t count;
    const int status = enter(e, &all, &count);
    if (status != STATUS_GOOD)
        return status;
    const uint64_t seed = base_seed * SEEDS_PER_BASE;
    if (e->goal != GOAL_NONE)
        search(e, data, seed + TUNING_SEEDS_FROM, quiet, all, count, rows);
    work w = {0};
    for (size_t c = 0; c < count; c++) {
        size_t r = 0;
        do {
            const double rate = e->goal == GOAL_NONE ? e->rates[r] : all[c].setup.rate;
            work_add(&w, &all[c].setup, rate, seed, e->seeds);
        } while (++r < RATES_MAX && e->rates[r] > 0);
    }
    free(work_do(&w, e, data, quiet, rows));
    free(all);
    return STATUS_GOOD;
}
