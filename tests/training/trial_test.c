#include "suite.h"
#include "support/length.h"
#include "training/trial.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const contender pair[] = {{"relu", 1U << INIT_HE, NAN, {NULL}, OPTIMIZER_SGD, false, 0},
                                 {"prelu", 1U << INIT_XAVIER, 0.5, {NULL}, OPTIMIZER_SGD, false, 0}};
static const split nothing = {.name = "nothing"};

static trial trial_of(const split *data, int threads, uint64_t seed)
{
    return (trial){.data = data,
                   .run_id = "test",
                   .seed = seed,
                   .threads = threads,
                   .quiet = true,
                   .rows = table_new(&training_schema)};
}

/* Stands for a network whose best rate is 1e-4 with relu and 30 with prelu: both off the first grid. */
static void run_planted(const run_setup *setup, const split *data, table *rows)
{
    training_row row = run_row(setup, data);
    const double best = setup->activation.form->sharing == ALPHA_PER_LAYER ? 30 : 1e-4;
    snprintf(row.status, sizeof row.status, "ok");
    row.test_loss = 0;
    row.test_accuracy = 1 / (1 + fabs(log(setup->rate / best)));
    row.steps_to_loss = 100 * (1 + fabs(log(setup->rate / best)));
    table_append(rows, &row);
}

static void run_failing(const run_setup *setup, const split *data, table *rows)
{
    training_row row = run_row(setup, data);
    snprintf(row.status, sizeof row.status, "nan");
    table_append(rows, &row);
}

static experiment planted(goal g, run_function *run)
{
    return (experiment){.name = "planted",
                        .data = "nothing",
                        .run = run,
                        .goal = g,
                        .contenders = pair,
                        .contender_count = 2,
                        .depths = {2, 4},
                        .replications = 3,
                        .common = {.width = 8, .batch = 4, .epochs = 1}};
}

START_TEST(the_search_finds_a_rate_beyond_its_first_grid)
{
    for (goal g = GOAL_ACCURACY; g <= GOAL_STEPS; g++) {
        const experiment e = planted(g, run_planted);
        trial t = trial_of(&nothing, 2, 1);
        ck_assert_int_eq(experiment_run(&e, &t), 0);
        size_t finals = 0;
        for (size_t i = 0; i < t.rows->count; i++) {
            const training_row *row = table_row(t.rows, i);
            if (strcmp(row->experiment, "planted") != 0)
                continue;
            const bool relu = strcmp(row->activation, "relu") == 0;
            ck_assert_double_eq_tol(row->rate, relu ? 1e-4 : 31.6227766, relu ? 1e-9 : 0.1);
            ck_assert_str_eq(row->init, relu ? "he" : "xavier");
            finals++;
        }
        ck_assert_uint_eq(finals, 2 * 2 * 3);
        table_free(t.rows);
    }
}
END_TEST

START_TEST(a_search_among_failures_ends)
{
    const experiment e = planted(GOAL_ACCURACY, run_failing);
    trial t = trial_of(&nothing, 1, 1);
    ck_assert_int_eq(experiment_run(&e, &t), 0);
    ck_assert_uint_eq(t.rows->count, 2 * 2 * 3 * (6 + 3 * 2 + 1));
    table_free(t.rows);
}
END_TEST

START_TEST(seeds_of_the_search_are_not_used_again)
{
    uint64_t final[2] = {UINT64_MAX, 0}, tuning[2] = {UINT64_MAX, 0};
    for (uint64_t seed = 1; seed <= 2; seed++) {
        const experiment e = planted(GOAL_ACCURACY, run_planted);
        trial t = trial_of(&nothing, 1, seed);
        ck_assert_int_eq(experiment_run(&e, &t), 0);
        for (size_t i = 0; i < t.rows->count; i++) {
            const training_row *row = table_row(t.rows, i);
            uint64_t *range = strncmp(row->experiment, "tune_", 5) == 0 ? tuning : final;
            range[0] = row->seed < range[0] ? row->seed : range[0];
            range[1] = row->seed > range[1] ? row->seed : range[1];
        }
        ck_assert_uint_lt(final[1], tuning[0]);
        table_free(t.rows);
        tuning[0] = final[0] = UINT64_MAX;
        ck_assert(seed == 1 || final[1] > tuning[1] - 1000);
    }
}
END_TEST

START_TEST(rows_do_not_depend_on_the_threads)
{
    split digits;
    ck_assert_int_eq(digits_read("harness/training/data", &digits), 0);
    experiment e = planted(GOAL_ACCURACY, run_train);
    e.common.batch = 100;
    trial one = trial_of(&digits, 1, 1), three = trial_of(&digits, 3, 1);
    ck_assert_int_eq(experiment_run(&e, &one), 0);
    ck_assert_int_eq(experiment_run(&e, &three), 0);
    ck_assert_uint_eq(one.rows->count, three.rows->count);
    ck_assert_mem_eq(one.rows->rows, three.rows->rows, one.rows->count * training_schema.row_size);
    table_free(one.rows);
    table_free(three.rows);
    split_free(&digits);
}
END_TEST

/* Keeps the split that each run was given, by its seed. */
static struct {
    uint64_t split, first;
} given[8];
static size_t given_count;

static void run_noting(const run_setup *setup, const split *data, table *rows)
{
    training_row row = run_row(setup, data);
    snprintf(row.status, sizeof row.status, "ok");
    row.test_accuracy = row.test_loss = setup->rate;
    table_append(rows, &row);
    if (setup->tuning || given_count == LENGTH(given))
        return;
    given[given_count].split = setup->split;
    given[given_count++].first = data->train.index[0];
}

/* Were the split not drawn anew, nothing would tell how much a result owes to it. */
START_TEST(each_replication_has_a_split_of_its_own)
{
    split digits;
    ck_assert_int_eq(digits_read("harness/training/data", &digits), 0);
    experiment e = planted(GOAL_ACCURACY, run_noting);
    e.depths[1] = 0;
    e.alone = true;
    trial t = trial_of(&digits, 1, 1);
    given_count = 0;
    ck_assert_int_eq(experiment_run(&e, &t), 0);
    ck_assert_uint_eq(given_count, 2 * 3);
    for (size_t i = 0; i < given_count; i++)
        for (size_t k = 0; k < i; k++) {
            const bool same = given[i].split == given[k].split;
            ck_assert_int_eq(same, i / 2 == k / 2);
            ck_assert_int_eq(same, given[i].first == given[k].first);
        }
    table_free(t.rows);
    split_free(&digits);
}
END_TEST

START_TEST(fewer_replications_are_the_first_ones)
{
    const experiment e = planted(GOAL_ACCURACY, run_planted);
    trial all = trial_of(&nothing, 1, 1), two = trial_of(&nothing, 1, 1);
    two.replications = 2;
    ck_assert_int_eq(experiment_run(&e, &all), 0);
    ck_assert_int_eq(experiment_run(&e, &two), 0);
    ck_assert_uint_eq(3 * two.rows->count, 2 * all.rows->count);
    const training_row *last = table_row(two.rows, two.rows->count - 1);
    ck_assert_uint_eq(last->seed, 1001);
    table_free(all.rows);
    table_free(two.rows);
}
END_TEST

START_TEST(half_the_budget_keeps_the_rate)
{
    experiment e = planted(GOAL_ACCURACY, run_planted);
    e.common.epochs = 10;
    e.search_epochs = 3;
    e.half_budget = true;
    trial t = trial_of(&nothing, 1, 1);
    ck_assert_int_eq(experiment_run(&e, &t), 0);
    size_t halves = 0;
    for (size_t i = 0; i < t.rows->count; i++) {
        const training_row *row = table_row(t.rows, i);
        if (strcmp(row->experiment, "half_planted") != 0)
            continue;
        const bool relu = strcmp(row->activation, "relu") == 0;
        ck_assert_double_eq_tol(row->rate, relu ? 1e-4 : 31.6227766, relu ? 1e-9 : 0.1);
        halves++;
    }
    ck_assert_uint_eq(halves, 2 * 2 * 3);
    table_free(t.rows);
}
END_TEST

START_TEST(the_experiments_name_what_exists)
{
    for (size_t i = 0; i < experiment_count; i++) {
        const experiment *e = &experiments[i];
        ck_assert_uint_gt(e->contender_count, 0);
        ck_assert_uint_gt(e->replications, 0);
        ck_assert_uint_gt(e->depths[0], 0);
        ck_assert(e->goal == GOAL_NONE || e->rates[0] == 0);
        for (size_t c = 0; c < e->contender_count; c++) {
            const contender *who = &e->contenders[c];
            activation_kernels kernels;
            ck_assert_uint_ne(who->inits, 0);
            ck_assert_ptr_nonnull(activation_find(who->activation));
            ck_assert_int_eq(activation_resolve(activation_find(who->activation), e->type, who->variant, &kernels), 0);
        }
    }
}
END_TEST

SUITE(training_trial, 60, the_search_finds_a_rate_beyond_its_first_grid, a_search_among_failures_ends,
      seeds_of_the_search_are_not_used_again, rows_do_not_depend_on_the_threads,
      each_replication_has_a_split_of_its_own, fewer_replications_are_the_first_ones, half_the_budget_keeps_the_rate,
      the_experiments_name_what_exists);
