#include "commands/commands.h"
#include "scratch.h"
#include "suite.h"
#include "support/status.h"

#include "rows/rows.h"
#include "support/length.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ARGUMENTS_MAX = 16 };

/* Runs `train` with these arguments, closed by NULL, and its table thrown away. *said becomes what was on
 * stderr. */
static int train(const char *const *arguments, char **said)
{
    char *argv[ARGUMENTS_MAX + 2] = {(char *)"train"};
    int argc = 1;
    for (; arguments[argc - 1] != NULL; argc++)
        argv[argc] = (char *)arguments[argc - 1];
    capture captured = capture_start();
    ck_assert_ptr_nonnull(freopen("/dev/null", "w", stdout));
    const int status = command_train(argc, argv);
    *said = capture_stop(&captured);
    return status;
}

START_TEST(one_network_leaves_its_rows)
{
    char *out = scratch_new(), *said;
    const char *const arguments[] = {"--activation", "elu", "--depth", "1",     "--width", "8",      "--epochs", "2",
                                     "--runs",       "3",   "--quiet", "--out", out,       "--seed", "7",        NULL};
    ck_assert_int_eq(train(arguments, &said), STATUS_GOOD);
    ck_assert_str_eq(said, "");
    table *rows;
    ck_assert_int_eq(table_read(&training_schema, out, &rows), STATUS_GOOD);
    ck_assert_uint_eq(rows->count, 3);
    const training_row *row = table_row(rows, 2);
    ck_assert_str_eq(row->activation, "elu");
    ck_assert_uint_eq(row->depth, 1);
    ck_assert_uint_eq(row->width, 8);
    ck_assert_uint_eq(row->seed, 7002);
    ck_assert_uint_eq(row->steps, 64);
    table_free(rows);
    free(said);
    scratch_free(out);
}
END_TEST

START_TEST(wrong_arguments_are_named)
{
    static const struct {
        const char *arguments[6];
        int status;
        const char *said;
    } cases[] = {
        {{"--activation", "swish", NULL}, STATUS_USAGE, "--activation expects the name of an activation"},
        {{"--experiment", "none", NULL}, STATUS_USAGE, "--experiment expects"},
        {{"--rate", "-1", NULL}, STATUS_USAGE, "--rate expects a positive number"},
        {{"--momentum", "1", NULL}, STATUS_USAGE, "--momentum expects"},
        {{"--depth", "0", NULL}, STATUS_USAGE, "--depth expects"},
        {{"--init", "zero", NULL}, STATUS_USAGE, "--init expects"},
        {{"--data", "mnist", NULL}, STATUS_USAGE, "--data expects"},
        {{"--activation", "elu", "--experiment", "dead", NULL}, STATUS_USAGE, "leave one of them out"},
        {{"--activation", "elu", "--data", "all", NULL}, STATUS_USAGE, "--data all is for experiments"},
        {{"--rate", "100", NULL}, STATUS_USAGE, "--rate is for one network: add --activation"},
        {{"--experiment", "dead", "--runs", "3", NULL}, STATUS_USAGE, "--runs is for one network"},
        {{"--alpha", "2", NULL}, STATUS_USAGE, "--alpha is for one network"},
        {{"--impl", "fast", NULL}, STATUS_USAGE, "--impl is for one network"},
        {{"--experiment", "large", "--data", "digits", NULL}, STATUS_USAGE, "large is not on the data digits"},
    };
    for (size_t i = 0; i < LENGTH(cases); i++) {
        char *said;
        ck_assert_int_eq(train(cases[i].arguments, &said), cases[i].status);
        ck_assert_msg(strstr(said, cases[i].said) != NULL, "%s", said);
        free(said);
    }
}
END_TEST

START_TEST(missing_data_is_named)
{
    char *out = scratch_new(), *said;
    const char *const fashion[] = {"--data", "fashion", "--fashion-dir", out, "--out", out, "--quiet", NULL};
    ck_assert_int_eq(train(fashion, &said), STATUS_MISSING);
    ck_assert_ptr_nonnull(strstr(said, "install the package dataset-fashion-mnist"));
    free(said);
    const char *const digits[] = {"--activation", "relu", "--digits-dir", out, "--out", out, "--quiet", NULL};
    ck_assert_int_eq(train(digits, &said), STATUS_USAGE);
    ck_assert_ptr_nonnull(strstr(said, "digits.csv.gz"));
    free(said);
    const char *const many[] = {"--activation", "relu", "--samples", "1001", "--out", out, "--quiet", NULL};
    ck_assert_int_eq(train(many, &said), STATUS_USAGE);
    ck_assert_ptr_nonnull(strstr(said, "digits has 1000 for training"));
    free(said);
    scratch_free(out);
}
END_TEST

SUITE(train_command, 30, one_network_leaves_its_rows, wrong_arguments_are_named, missing_data_is_named);
