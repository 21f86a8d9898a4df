#include "training/trial.h"

#include "support/interrupt.h"
#include "support/memory.h"
#include "support/progress.h"
#include "support/status.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Rates are looked for on a grid of quarter decades: every second one of a usual range, further where the best of
 * them is at an end, then the best and its two neighbours from more seeds: the best of single runs is often one that
 * fails from the next seed. */
enum { GRID = 33, COARSE = 2, CONFIRMING_SEEDS = 2 };
static const double grid_lowest = 1e-5;

/* The usual range, in steps of the grid: 0.01 to 3 for gradient descent, 0.0003 to 0.01 for Adam. */
static const struct {
    size_t first, last;
} usual[OPTIMIZER_COUNT] = {[OPTIMIZER_SGD] = {12, 22}, [OPTIMIZER_ADAM] = {6, 12}};

/* Seeds of a trial: those of the runs that count, which number its replications, and those of the searches. */
enum { SEEDS_PER_TRIAL = 1000, SEARCH_FROM = 200, CONFIRM_FROM = 400, REPLICATIONS_MAX = 200 };

/* A contender at one depth in one replication, and what the search knows about its rates. */
typedef struct competitor {
    run_setup setup;
    const split *data;
    double score[GRID]; /* of each rate, the lower the better; NaN: not tried */
    bool wanted[GRID];  /* to be tried */
} competitor;

/* A run to do. */
typedef struct task {
    run_setup setup;
    const split *data;
} task;

typedef struct work {
    task *tasks;
    size_t count, capacity;
} work;

/* OpenBLAS's own header clashes with GSL's. Another CBLAS has no such function. */
extern void openblas_set_num_threads(int threads) __attribute__((weak));

static double grid_rate(size_t i)
{
    return grid_lowest * pow(10, (double)i / 4);
}

/* Adds a run of the competitor at a rate; the caller may change the setup that it returns. */
static run_setup *work_add(work *w, const competitor *c, double rate)
{
    if (w->count == w->capacity) {
        w->capacity = 2 * w->capacity + 64;
        w->tasks = memory_or_exit(realloc(w->tasks, w->capacity * sizeof *w->tasks));
    }
    task *added = &w->tasks[w->count++];
    *added = (task){c->setup, c->data};
    added->setup.rate = rate;
    return &added->setup;
}

/* Does the work, run beside run, and appends the rows run after run: none of a run that an interruption
 * forestalled. Returns the last row of each run, to be freed, and empties the work. */
static training_row *work_do(work *w, const experiment *e, const trial *t)
{
    table **parts = memory_or_exit(calloc(w->count + 1, sizeof *parts));
    training_row *last = memory_or_exit(calloc(w->count + 1, sizeof *last));
    progress *bar = progress_new(e->name, w->count, t->quiet);
    progress_follow(bar, t->seconds_after);
#pragma omp parallel for schedule(dynamic) num_threads(e->alone ? 1 : t->threads)
    for (size_t i = 0; i < w->count; i++) {
        parts[i] = table_new(&training_schema);
        if (!interrupted())
            e->run(&w->tasks[i].setup, w->tasks[i].data, parts[i]);
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
    free(w->tasks);
    *w = (work){0};
    return last;
}

/* The score of a run that failed. */
static double failure_score(goal g)
{
    return g == GOAL_ACCURACY ? 1 : log(1e9);
}

/* How bad a run of the search was: the share of errors on the validation samples, their loss between equals; or the
 * logarithm of the steps to the target (by the loss that is left, where it was not reached). */
static double score_of(goal g, const training_row *row)
{
    const double between_equals = 1e-4;
    if (strcmp(row->status, "ok") != 0)
        return failure_score(g);
    if (g == GOAL_ACCURACY)
        return 1 - row->test_accuracy + between_equals * fmin(row->test_loss, 10);
    return isnan(row->steps_to_loss) ? log(1e6) + row->train_loss : log(row->steps_to_loss);
}

/* A round of the search: from which seeds, and with which share of the search's epochs. */
typedef struct search_round {
    uint64_t first;
    size_t seeds, share;
} search_round;

/* The first round only finds out where to look closer. */
static const search_round looking = {SEARCH_FROM, 1, 2}, confirming = {CONFIRM_FROM, CONFIRMING_SEEDS, 1};

static size_t epochs_of_search(const experiment *e, const search_round *r)
{
    const size_t all = e->search_epochs > 0 ? e->search_epochs : e->common.epochs;
    return all / r->share > 0 ? all / r->share : 1;
}

/* Tries the rates that are wanted and not tried yet. */
static void try_rates(const experiment *e, const trial *t, competitor *all, size_t count, const search_round *r)
{
    work w = {0};
    double **scores = memory_or_exit(malloc((count * GRID * r->seeds + 1) * sizeof *scores));
    for (size_t c = 0; c < count; c++)
        for (size_t i = 0; i < GRID; i++) {
            if (!all[c].wanted[i] || !isnan(all[c].score[i]))
                continue;
            for (size_t s = 0; s < r->seeds; s++) {
                scores[w.count] = &all[c].score[i];
                run_setup *setup = work_add(&w, &all[c], grid_rate(i));
                setup->tuning = true;
                setup->unit_probe = false;
                setup->seed += r->first + s * REPLICATIONS_MAX;
                setup->epochs = epochs_of_search(e, r);
            }
        }
    const size_t tried = w.count;
    training_row *last = work_do(&w, e, t);
    for (size_t i = 0; i < tried; i++)
        *scores[i] = (isnan(*scores[i]) ? 0 : *scores[i]) + score_of(e->goal, &last[i]) / (double)r->seeds;
    free(last);
    free(scores);
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
    for (size_t c = 0; c < count; c++)
        for (size_t i = usual[all[c].setup.optimizer].first; i <= usual[all[c].setup.optimizer].last; i += COARSE)
            all[c].wanted[i] = true;
    do
        try_rates(e, t, all, count, &looking);
    while (!interrupted() && widen(e, all, count));
    for (size_t c = 0; c < count; c++)
        refine(&all[c]);
    if (!interrupted())
        try_rates(e, t, all, count, &confirming);
    for (size_t c = 0; c < count; c++)
        all[c].setup.rate = grid_rate(best_rate(&all[c]));
}

/* Fills *c with what the contender brings. */
static int enter(const experiment *e, const contender *who, init how, const trial *t, competitor *c)
{
    const activation *form = activation_find(who->activation);
    *c = (competitor){.setup = e->common};
    c->setup.run_id = t->run_id;
    c->setup.experiment = e->name;
    c->setup.init = how;
    c->setup.alpha = isnan(who->alpha) ? form->alpha : who->alpha;
    c->setup.optimizer = who->optimizer;
    c->setup.batch_norm = who->batch_norm;
    c->setup.stream = who->stream;
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

/* The runs that count. */
static void run_all(const experiment *e, const trial *t, const competitor *all, size_t count)
{
    work w = {0};
    for (size_t c = 0; c < count; c++) {
        size_t r = 0;
        do
            work_add(&w, &all[c], final_rate(e, &all[c], r));
        while (++r < RATES_MAX && e->rates[r] > 0);
    }
    for (size_t c = 0; e->half_budget && c < count; c++) {
        run_setup *setup = work_add(&w, &all[c], final_rate(e, &all[c], 0));
        setup->half_budget = true;
        setup->unit_probe = false;
        setup->epochs /= 2;
    }
    free(work_do(&w, e, t));
}

/* How many depths there are before the closing 0. */
static size_t list_length(const size_t depths[DEPTHS_MAX])
{
    size_t count = 0;
    while (count < DEPTHS_MAX && depths[count] > 0)
        count++;
    return count;
}

/* Everyone who competes in one replication: entrants from *count on in *all, which has room. */
static int enter_all(const experiment *e, const trial *t, size_t replication, const split *data, competitor *all,
                     size_t *count)
{
    const size_t depths = list_length(e->depths);
    for (size_t i = 0; i < e->contender_count * INIT_COUNT * depths; i++) {
        const contender *who = &e->contenders[i / (INIT_COUNT * depths)];
        const init how = (init)(i / depths % INIT_COUNT);
        if (!(who->inits >> how & 1))
            continue;
        competitor *c = &all[(*count)++];
        const int status = enter(e, who, how, t, c);
        if (status != STATUS_GOOD)
            return status;
        c->data = data;
        c->setup.depth = e->depths[i % depths];
        c->setup.seed = t->seed * SEEDS_PER_TRIAL + replication;
        c->setup.split = data == t->data ? 0 : c->setup.seed;
    }
    return STATUS_GOOD;
}

static int run_competition(const experiment *e, const trial *t, size_t replications, const split *splits)
{
    competitor *all = memory_or_exit(calloc(replications * e->contender_count * INIT_COUNT * DEPTHS_MAX, sizeof *all));
    size_t count = 0;
    int status = STATUS_GOOD;
    /* Replication by replication: what is timed is interleaved. */
    for (size_t r = 0; r < replications && status == STATUS_GOOD; r++)
        status = enter_all(e, t, r, splits ? &splits[r] : t->data, all, &count);
    if (status == STATUS_GOOD && e->goal != GOAL_NONE)
        search(e, t, all, count);
    if (status == STATUS_GOOD && !interrupted())
        run_all(e, t, all, count);
    free(all);
    return status;
}

int experiment_run(const experiment *e, const trial *t)
{
    if (openblas_set_num_threads)
        openblas_set_num_threads(1); /* runs are what is parallel; and one thread sums in one order */
    const size_t replications =
        t->replications > 0 && t->replications < e->replications ? t->replications : e->replications;
    if (t->data->train.samples == 0)
        return run_competition(e, t, replications, NULL);
    split *splits = memory_or_exit(calloc(replications, sizeof *splits));
    for (size_t r = 0; r < replications; r++)
        splits[r] = split_redraw(t->data, t->seed * SEEDS_PER_TRIAL + r);
    const int status = run_competition(e, t, replications, splits);
    for (size_t r = 0; r < replications; r++)
        split_free(&splits[r]);
    free(splits);
    return status;
}
