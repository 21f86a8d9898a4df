#include "report/training_summary.h"

#include "rows/rows.h"
#include "suite.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A row with nothing measured. */
static training_row blank(const char *experiment, const char *activation, uint64_t seed, const char *status)
{
    training_row row = {.seed = seed, .depth = 3, .width = 64, .samples = 1000, .rate = 0.1};
    for (size_t i = 0; i < training_schema.column_count; i++)
        if (training_schema.columns[i].kind == CELL_REAL)
            *(double *)((char *)&row + training_schema.columns[i].offset) = NAN;
    row.rate = 0.1;
    snprintf(row.experiment, sizeof row.experiment, "%s", experiment);
    snprintf(row.data, sizeof row.data, "digits");
    snprintf(row.activation, sizeof row.activation, "%s", activation);
    snprintf(row.kernel, sizeof row.kernel, "%s/one", activation);
    snprintf(row.init, sizeof row.init, "he");
    snprintf(row.status, sizeof row.status, "%s", status);
    return row;
}

static char *summary_of(const table *t)
{
    char *text;
    size_t size;
    FILE *out = open_memstream(&text, &size);
    training_summary_print(t, out);
    fclose(out);
    return text;
}

static void append(table *t, training_row row, uint64_t epoch, uint64_t layer, double accuracy, double dead)
{
    row.epoch = epoch;
    row.layer = layer;
    row.test_accuracy = accuracy;
    row.dead_share = dead;
    table_append(t, &row);
}

START_TEST(runs_count_once_and_failures_apart)
{
    table *t = table_new(&training_schema);
    append(t, blank("tune_accuracy", "relu", 501, "ok"), 5, 0, 0.1, NAN);
    for (uint64_t seed = 1; seed <= 2; seed++) {
        append(t, blank("accuracy", "relu", seed, "ok"), 0, 0, NAN, 0.5);
        append(t, blank("accuracy", "relu", seed, "ok"), 0, 1, NAN, 0.5);
        append(t, blank("accuracy", "relu", seed, "ok"), 5, 0, 0.8 + 0.1 * (double)seed, 0.125);
        append(t, blank("accuracy", "relu", seed, "ok"), 5, 1, NAN, 0.75);
    }
    append(t, blank("accuracy", "relu", 3, "nan"), 2, 0, NAN, NAN);
    append(t, blank("accuracy", "relu", 4, "diverged"), 5, 0, NAN, NAN);
    append(t, blank("accuracy", "relu", 5, "nan"), 5, 0, NAN, NAN);
    append(t, blank("accuracy", "elu", 1, "ok"), 5, 0, 0.75, 0);
    append(t, blank("accuracy", "tanh", 1, "constant"), 5, 0, 0.1, 0);
    char *text = summary_of(t);
    ck_assert_str_eq(text, "accuracy (digits, init he, depth 3, width 64, samples 1000)\n"
                           "  activation  sound  others             test acc.   dead\n"
                           "  ------------------------------------------------------\n"
                           "  relu          2/5  1 diverged, 2 nan       0.95  0.125\n"
                           "  elu           1/1                          0.75      0\n"
                           "  tanh          0/1  1 constant                 -      -\n"
                           "\n");
    free(text);
    table_free(t);
}
END_TEST

/* Replications find different rates: they are one line all the same, without a rate. */
START_TEST(a_rate_that_was_searched_tells_no_lines_apart)
{
    table *t = table_new(&training_schema);
    for (uint64_t seed = 1; seed <= 2; seed++) {
        training_row row = blank("tune_accuracy", "relu", 500 + seed, "ok");
        append(t, row, 5, 0, 0.1, NAN);
        row = blank("accuracy", "relu", seed, "ok");
        row.rate = 0.1 * (double)seed;
        append(t, row, 5, 0, 0.5, NAN);
        snprintf(row.experiment, sizeof row.experiment, "half_accuracy");
        append(t, row, 2, 0, 0.4, NAN);
    }
    char *text = summary_of(t);
    ck_assert_str_eq(text, "accuracy (digits, init he, depth 3, width 64, samples 1000)\n"
                           "  activation  sound  test acc.\n"
                           "  ----------------------------\n"
                           "  relu          2/2        0.5\n"
                           "\n");
    free(text);
    table_free(t);
}
END_TEST

START_TEST(sound_runs_alone_need_no_column_of_others)
{
    table *t = table_new(&training_schema);
    append(t, blank("accuracy", "elu", 1, "ok"), 5, 0, 0.75, 0);
    char *text = summary_of(t);
    ck_assert_msg(strstr(text, "sound  test acc.") != NULL, "%s", text);
    free(text);
    table_free(t);
}
END_TEST

START_TEST(kernels_are_named_where_time_was_taken)
{
    table *t = table_new(&training_schema);
    training_row row = blank("cost", "relu", 1, "ok");
    row.epoch_seconds = 0.5;
    table_append(t, &row);
    snprintf(row.kernel, sizeof row.kernel, "relu/two");
    row.epoch_seconds = 0.25;
    table_append(t, &row);
    char *text = summary_of(t);
    ck_assert_ptr_nonnull(strstr(text, "relu/one"));
    ck_assert_ptr_nonnull(strstr(text, "relu/two"));
    free(text);
    table_free(t);
}
END_TEST

START_TEST(nothing_is_printed_of_nothing)
{
    table *t = table_new(&training_schema);
    char *text = summary_of(t);
    ck_assert_str_eq(text, "");
    free(text);
    table_free(t);
}
END_TEST

SUITE(training_summary, 10, runs_count_once_and_failures_apart, a_rate_that_was_searched_tells_no_lines_apart,
      sound_runs_alone_need_no_column_of_others, kernels_are_named_where_time_was_taken, nothing_is_printed_of_nothing);
