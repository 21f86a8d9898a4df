/* What the program refuses, and how it explains itself. */
#include "commands/program.h"
#include "registry/registry.h"
#include "scratch.h"
#include "suite.h"
#include "support/length.h"
#include "support/splitmix.h"
#include "support/status.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

START_TEST(wrong_usage_is_one_line_and_status_2)
{
    static const struct {
        const char *arguments[8];
        const char *said;
    } cases[] = {
        {{NULL}, "no command"},
        {{"measure", NULL}, "there is no command 'measure'"},
        {{"list", "--wrong", NULL}, "--wrong"},
        {{"list", "more", NULL}, "more"},
        {{"list", "--function", "sine", NULL}, "sine"},
        {{"list", "--function", NULL}, "--function"},
        {{"list", "--dtype", "f128", NULL}, "f128"},
        {{"list", "--op", "backward", NULL}, "backward"},
        {{"list", "--format", "xml", NULL}, "xml"},
        {{"accuracy", "--function", "relu", "--function", "tanh", NULL}, "--function is given twice"},
        {{"list", "--impl", "relu/*", "--impl=tanh/*", NULL}, "--impl is given twice"},
        {{"accuracy", "--threads", "0", NULL}, "--threads expects a whole number from 1 to 1024"},
        {{"accuracy", "--threads", "many", NULL}, "--threads"},
        {{"accuracy", "--seed", "-1", NULL}, "--seed"},
        {{"accuracy", "--alpha", "nan", NULL}, "--alpha"},
        {{"accuracy", "--inputs", "all", NULL}, "--inputs"},
        {{"accuracy", "--inputs", "stratified:0", NULL}, "--inputs"},
        {{"accuracy", "--inputs", "search", "--dtype", "f32", NULL}, "search is for f64"},
        {{"accuracy", "--inputs", "search", "--ftz", NULL}, "--ftz and --daz are for inputs that are walked"},
        {{"accuracy", "--shard", "3/2", NULL}, "--shard"},
        {{"accuracy", "--shard", "0/2", NULL}, "--shard"},
        {{"accuracy", "--impl", "sigmoid/none", NULL}, "sigmoid/none"},
        {{"accuracy", "--function", "prelu", "--dtype", "f16", "--alpha", "1e5", NULL}, "infinite in f16"},
        {{"speed", "--n", "-5", NULL}, "--n"},
        {{"speed", "--distribution", "cauchy", NULL}, "cauchy"},
        {{"compare", NULL}, "FUNCTION"},
        {{"compare", "sine", NULL}, "sine"},
        {{"compare", "sigmoid", "--from", "nowhere", NULL}, "nowhere"},
        {{"gate", NULL}, "--baseline"},
        {{"gate", "--baseline", "nowhere", NULL}, "nowhere"},
        {{"merge", NULL}, "folder"},
        {{"merge", "nowhere", "--out", "whole", NULL}, "nowhere"},
        {{"claims", "--from", "nowhere", NULL}, "nowhere"},
        {{"claims", "--explain", "N99", NULL}, "N99"},
        {{"train", "--rate", "fast", NULL}, "--rate"},
        {{"check", "--limit", "0", NULL}, "--limit"},
        {{"claims", "--function", "sigmoid", NULL}, "unknown option '--function'"},
        {{"merge", "--dtype", "f32", "part", NULL}, "unknown option '--dtype'"},
        {{"merge", "--resume", "part", NULL}, "unknown option '--resume'"},
        {{"train", "--dtype", "f64", NULL}, "unknown option '--dtype'"},
        {{"train", "--op", "gradient", NULL}, "unknown option '--op'"},
        {{"certify", "--check", "--dtype", "f64", NULL}, "unknown option '--dtype'"},
        {{"certify", "--check", "--function", "elu", "--alpha", "2", NULL}, "unknown option '--alpha'"},
        {{"gate", "--budgets", "nowhere.csv", NULL}, "nowhere.csv: cannot read"},
        {{"gate", "--alpha", "2", NULL}, "unknown option '--alpha'"},
        {{"bench", "--format", "json", NULL}, "unknown option '--format'"},
        {{"list", "--out", "here", NULL}, "unknown option '--out'"},
        {{"columns", "--beta", "2", NULL}, "unknown option '--beta'"},
        {{"report", "--beta", "2", NULL}, "unknown option '--beta'"},
        {{"compare", "sigmoid", "--function", "tanh", NULL}, "unknown option '--function'"},
    };
    char *dir = scratch_new();
    for (size_t i = 0; i < LENGTH(cases); i++) {
        const char *const *a = cases[i].arguments;
        ck_assert_msg(program_run(dir, a) == STATUS_USAGE, "%s %s is not refused", a[0], a[0] != NULL ? a[1] : "");
        expect_one_line(dir, cases[i].said);
    }
    scratch_free(dir);
}
END_TEST

START_TEST(every_command_has_help)
{
    char *dir = scratch_new();
    ck_assert_int_eq(program_run(dir, (const char *[]){"--help", NULL}), STATUS_GOOD);
    char *usage = scratch_read(dir, "stdout");
    size_t commands = 0;
    for (char *line = strtok(usage, "\n"); line != NULL; line = strtok(NULL, "\n")) {
        char name[32];
        if (sscanf(line, "  %31s", name) != 1 || line[0] != ' ')
            continue;
        ck_assert_int_eq(program_run(dir, (const char *[]){name, "--help", NULL}), STATUS_GOOD);
        char *help = scratch_read(dir, "stdout"), expected[64];
        snprintf(expected, sizeof expected, "usage: actbench %s", name);
        ck_assert_msg(strncmp(help, expected, strlen(expected)) == 0, "%s", help);
        free(help);
        commands++;
    }
    ck_assert_uint_ge(commands, 11);
    free(usage);
    scratch_free(dir);
}
END_TEST

/* What a command does without it neither takes nor offers. */
START_TEST(help_offers_what_is_taken)
{
    static const struct {
        const char *command, *without, *with;
    } cases[] = {{"claims", "--function", "--seed"}, {"merge", "--op", "--format"}, {"train", "--dtype", "--impl"},
                 {"certify", "--alpha", "--op"},     {"gate", "--alpha", "--impl"}, {"list", "--out", "--function"}};
    char *dir = scratch_new();
    for (size_t i = 0; i < LENGTH(cases); i++) {
        ck_assert_int_eq(program_run(dir, (const char *[]){cases[i].command, "--help", NULL}), STATUS_GOOD);
        char *help = scratch_read(dir, "stdout");
        ck_assert_msg(strstr(help, cases[i].without) == NULL, "%s", help);
        ck_assert_msg(strstr(help, cases[i].with) != NULL, "%s", help);
        free(help);
    }
    scratch_free(dir);
}
END_TEST

START_TEST(every_command_takes_threads_and_a_seed_and_tells_the_version)
{
    static const char *const commands[] = {"list",  "bench",   "accuracy", "merge", "certify", "speed",
                                           "check", "compare", "claims",   "train", "gate"};
    char *dir = scratch_new();
    ck_assert_int_eq(program_run(dir, (const char *[]){"--version", NULL}), STATUS_GOOD);
    char *expected = scratch_read(dir, "stdout");
    for (size_t i = 0; i < LENGTH(commands); i++) {
        const char *const asked[] = {commands[i], "--threads", "1", "--seed", "7", "--version", NULL};
        ck_assert_int_eq(program_run(dir, asked), STATUS_GOOD);
        char *said = scratch_read(dir, "stdout");
        ck_assert_str_eq(said, expected);
        free(said);
    }
    free(expected);
    scratch_free(dir);
}
END_TEST

/* Only where the build or the machine lacks something can this be tried. */
START_TEST(nothing_that_can_run_is_one_line)
{
    static const char *const commands[] = {"accuracy", "speed", "bench"};
    size_t count;
    const implementation *const *all = registry_all(&count);
    char *dir = scratch_new();
    for (size_t i = 0; i < count; i++) {
        if (implementation_available(all[i]))
            continue;
        for (size_t c = 0; c < LENGTH(commands); c++) {
            ck_assert_int_eq(program_run(dir, (const char *const[]){commands[c], "--impl", all[i]->name, NULL}),
                             STATUS_MISSING);
            expect_one_line(dir, "can run on this machine");
        }
        break;
    }
    scratch_free(dir);
}
END_TEST

/* Whatever the arguments, the program ends by itself, with one of its statuses; what it refuses, it
 * refuses in one line. */
START_TEST(mutated_arguments_never_crash)
{
    static const char *const words[] = {
        "--function", "sigmoid",    "--impl", "*",        "--op",    "forward", "--dtype",
        "f64",        "--alpha",    "1e400",  "--format", "json",    "--seed",  "18446744073709551616",
        "--threads",  "-",          "--",     "",         "--quiet", "=",       "--impl=",
        "[",          "--out",      "%s%n",   "\xff\xfe", "--help",  "--op=\n", "0x",
        "../..",      "--dtype=f16"};
    enum { WORDS = LENGTH(words), ROUNDS = 300 };
    char *dir = scratch_new();
    uint64_t drawn = 0;
    for (int round = 0; round < ROUNDS; round++) {
        const char *arguments[8] = {"list"};
        const int count = (int)(splitmix_at(1, drawn++) % 6);
        for (int i = 0; i < count; i++)
            arguments[i + 1] = words[splitmix_at(1, drawn++) % WORDS];
        const int status = program_run(dir, arguments);
        ck_assert_msg(status == STATUS_GOOD || status == STATUS_USAGE, "round %d ends with %d", round, status);
        char *said = scratch_read(dir, "stderr");
        ck_assert_msg(lines_of(said) == (status == STATUS_USAGE), "round %d says %s", round, said);
        free(said);
    }
    scratch_free(dir);
}
END_TEST

SUITE(usage, 120, wrong_usage_is_one_line_and_status_2, every_command_has_help, help_offers_what_is_taken,
      every_command_takes_threads_and_a_seed_and_tells_the_version, nothing_that_can_run_is_one_line,
      mutated_arguments_never_crash);
