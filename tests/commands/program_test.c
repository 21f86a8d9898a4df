/* The program as a user runs it: what it prints, what it leaves on disk, how it ends. */
#include "registry/registry.h"
#include "scratch.h"
#include "suite.h"
#include "support/length.h"
#include "support/splitmix.h"
#include "support/status.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { ARGUMENTS_MAX = 20, PATH_SIZE = 4096 };

/* Starts build/actbench, which stands one folder above the tests, in `dir`, with its stdout and stderr going
 * to files there. */
static pid_t start(const char *dir, const char *const *arguments, const char *out)
{
    char tests[PATH_SIZE] = "", program[PATH_SIZE + 32];
    ck_assert_int_gt(readlink("/proc/self/exe", tests, sizeof tests - 1), 0);
    snprintf(program, sizeof program, "%s/../actbench", dirname(tests));
    const pid_t child = fork();
    ck_assert_int_ge(child, 0);
    if (child > 0)
        return child;
    const char *argv[ARGUMENTS_MAX + 2] = {"actbench"};
    for (int i = 0; i < ARGUMENTS_MAX && arguments[i] != NULL; i++)
        argv[i + 1] = arguments[i];
    if (chdir(dir) != 0)
        _exit(125);
    const int output = open(out, O_WRONLY | O_CREAT | O_TRUNC, 0644);
    const int errors = open("stderr", O_WRONLY | O_CREAT | O_TRUNC, 0644);
    dup2(output, STDOUT_FILENO);
    dup2(errors, STDERR_FILENO);
    execv(program, (char *const *)argv);
    _exit(126);
}

static int end(pid_t child)
{
    int status;
    ck_assert_int_eq(waitpid(child, &status, 0), child);
    return status;
}

/* Its exit status, or 256 and more for a signal. */
static int run_to(const char *dir, const char *const *arguments, const char *out)
{
    const int status = end(start(dir, arguments, out));
    return WIFEXITED(status) ? WEXITSTATUS(status) : 256 + status;
}

static int run(const char *dir, const char *const *arguments)
{
    return run_to(dir, arguments, "stdout");
}

static size_t lines_of(const char *text)
{
    size_t count = 0;
    for (; *text != '\0'; text++)
        count += *text == '\n';
    return count;
}

static void expect_one_line(const char *dir, const char *part)
{
    char *said = scratch_read(dir, "stderr");
    ck_assert_msg(lines_of(said) == 1 && strstr(said, part) != NULL, "not one line with '%s': %s", part, said);
    free(said);
}

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
        ck_assert_msg(run(dir, a) == STATUS_USAGE, "%s %s is not refused", a[0], a[0] != NULL ? a[1] : "");
        expect_one_line(dir, cases[i].said);
    }
    scratch_free(dir);
}
END_TEST

/* Whatever a peer makes of such parameters, the others' rows are there. */
START_TEST(odd_parameters_cost_at_most_a_peer)
{
    static const char *const alphas[] = {"0", "-1", "1e-310", "1e30"};
    char *dir = scratch_new();
    for (size_t i = 0; i < LENGTH(alphas); i++) {
        const char *const arguments[] = {"accuracy", "--function", "elu",     "--op",     "forward",        "--dtype",
                                         "f32",      "--alpha",    alphas[i], "--inputs", "stratified:200", NULL};
        ck_assert_int_le(run(dir, arguments), STATUS_WORSE);
        char *rows = scratch_read(dir, "reports/accuracy.csv");
        ck_assert_ptr_nonnull(strstr(rows, ",elu/exact,"));
        free(rows);
    }
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
            ck_assert_int_eq(run(dir, (const char *const[]){commands[c], "--impl", all[i]->name, NULL}),
                             STATUS_MISSING);
            expect_one_line(dir, "can run on this machine");
        }
        break;
    }
    scratch_free(dir);
}
END_TEST

START_TEST(every_command_has_help)
{
    char *dir = scratch_new();
    ck_assert_int_eq(run(dir, (const char *[]){"--help", NULL}), STATUS_GOOD);
    char *usage = scratch_read(dir, "stdout");
    size_t commands = 0;
    for (char *line = strtok(usage, "\n"); line != NULL; line = strtok(NULL, "\n")) {
        char name[32];
        if (sscanf(line, "  %31s", name) != 1 || line[0] != ' ')
            continue;
        ck_assert_int_eq(run(dir, (const char *[]){name, "--help", NULL}), STATUS_GOOD);
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
        ck_assert_int_eq(run(dir, (const char *[]){cases[i].command, "--help", NULL}), STATUS_GOOD);
        char *help = scratch_read(dir, "stdout");
        ck_assert_msg(strstr(help, cases[i].without) == NULL, "%s", help);
        ck_assert_msg(strstr(help, cases[i].with) != NULL, "%s", help);
        free(help);
    }
    scratch_free(dir);
}
END_TEST

/* The tests run in the project's folder. */
START_TEST(a_recalled_comparison_is_of_what_is_selected)
{
    char here[PATH_SIZE], stored[PATH_SIZE + 32];
    ck_assert_ptr_nonnull(getcwd(here, sizeof here));
    snprintf(stored, sizeof stored, "%s/reports/baseline", here);
    char *dir = scratch_new();
    const char *const arguments[] = {"compare", "sigmoid", "--from", stored, "--impl", "stable", NULL};
    ck_assert_int_eq(run(dir, arguments), STATUS_GOOD);
    char *said = scratch_read(dir, "stdout");
    ck_assert_msg(strstr(said, "  stable ") != NULL && strstr(said, "  exact ") == NULL, "%s", said);
    free(said);
    scratch_free(dir);
}
END_TEST

START_TEST(every_command_takes_threads_and_a_seed_and_tells_the_version)
{
    static const char *const commands[] = {"list",  "bench",   "accuracy", "merge", "certify", "speed",
                                           "check", "compare", "claims",   "train", "gate"};
    char *dir = scratch_new();
    ck_assert_int_eq(run(dir, (const char *[]){"--version", NULL}), STATUS_GOOD);
    char *expected = scratch_read(dir, "stdout");
    for (size_t i = 0; i < LENGTH(commands); i++) {
        const char *const asked[] = {commands[i], "--threads", "1", "--seed", "7", "--version", NULL};
        ck_assert_int_eq(run(dir, asked), STATUS_GOOD);
        char *said = scratch_read(dir, "stdout");
        ck_assert_str_eq(said, expected);
        free(said);
    }
    free(expected);
    scratch_free(dir);
}
END_TEST

START_TEST(list_has_the_same_rows_in_every_format)
{
    char *dir = scratch_new();
    size_t lines[3];
    static const char *const formats[3] = {"table", "csv", "json"};
    for (int i = 0; i < 3; i++) {
        ck_assert_int_eq(run(dir, (const char *[]){"list", "--format", formats[i], NULL}), STATUS_GOOD);
        char *text = scratch_read(dir, "stdout");
        lines[i] = lines_of(text);
        free(text);
    }
    ck_assert_uint_gt(lines[1], 100);
    /* The table has at least four lines more a function, csv its header, json two brackets. */
    size_t functions = 0, count;
    const implementation *const *all = registry_all(&count);
    for (size_t i = 0; i < count; i++)
        functions += i == 0 || all[i]->function != all[i - 1]->function;
    ck_assert_uint_ge(lines[0], lines[1] - 1 + 4 * functions);
    ck_assert_uint_eq(lines[2], lines[1] + 1);
    scratch_free(dir);
}
END_TEST

/* `make test-exhaustive` tries it on all inputs. */
START_TEST(claimed_ulp_bounds_hold_on_a_slice)
{
    char *dir = scratch_new();
    static const char *const arguments[] = {"accuracy", "--inputs", "stratified:8192", "--out", "out", "--quiet", NULL};
    ck_assert_int_eq(run(dir, arguments), STATUS_GOOD);
    scratch_free(dir);
}
END_TEST

START_TEST(what_a_search_does_not_measure_is_null)
{
    static const char *const parts[] = {"\"inputs\": \"search:500000\"",
                                        "\"method\": \"searched\"",
                                        "\"kernel_seconds\": null",
                                        "\"saturate_hi_x\": null",
                                        "\"saturate_lo_x\": null",
                                        "\"misrounded\": null",
                                        "\"max_ulp_x\": \"",
                                        "\"params\": \"\""};
    char *dir = scratch_new();
    static const char *const arguments[] = {"accuracy",   "--inputs", "search", "--budget", "500000",
                                            "--function", "sigmoid",  "--impl", "naive",    "--op",
                                            "forward",    "--format", "json",   "--quiet",  NULL};
    ck_assert_int_eq(run(dir, arguments), STATUS_GOOD);
    char *text = scratch_read(dir, "stdout");
    for (size_t i = 0; i < LENGTH(parts); i++)
        ck_assert_msg(strstr(text, parts[i]) != NULL, "no %s in %s", parts[i], text);
    free(text);
    scratch_free(dir);
}
END_TEST

START_TEST(a_full_disk_is_named)
{
    char *dir = scratch_new();
    static const char *const outputs[][4] = {
        {"list"}, {"list", "--format", "json"}, {"list", "--help"}, {"list", "--version"}, {"--help"}, {"--version"}};
    for (size_t i = 0; i < LENGTH(outputs); i++) {
        const char *const *a = outputs[i];
        ck_assert_msg(run_to(dir, a, "/dev/full") == STATUS_MISSING, "%s %s", a[0], a[1] != NULL ? a[1] : "");
        expect_one_line(dir, "disk full");
    }
    scratch_free(dir);
}
END_TEST

START_TEST(an_unwritable_folder_is_named_before_any_work)
{
    char *dir = scratch_new();
    scratch_write(dir, "taken", "", 0);
    const char *const arguments[] = {"accuracy", "--function", "relu", "--out", "taken/reports", "--quiet", NULL};
    ck_assert_int_ne(run(dir, arguments), STATUS_GOOD);
    expect_one_line(dir, "taken/reports");
    scratch_free(dir);
}
END_TEST

/* A run that is interrupted says so, ends by the signal and leaves whole files only; resumed, it has the rows
 * of one that never was. */
START_TEST(interrupted_runs_leave_whole_files)
{
    static const struct {
        const char *arguments[10], *file, *said;
    } cases[] = {
        {{"accuracy", "--function", "log1p", "--impl", "libm", "--dtype", "f32", "--out", "out"},
         "out/accuracy.csv",
         "accuracy: interrupted: table and files hold what was finished until then: go on with --resume"},
        {{"speed", "--function", "log1p", "--impl", "libm", "--out", "out"},
         "out/speed.csv",
         "speed: interrupted: table and files hold what was finished until then: run it again"},
    };
    char *dir = scratch_new();
    for (size_t i = 0; i < LENGTH(cases); i++) {
        const pid_t child = start(dir, cases[i].arguments, "stdout");
        sleep(1);
        ck_assert_int_eq(kill(child, SIGINT), 0);
        const int status = end(child);
        ck_assert(WIFSIGNALED(status) && WTERMSIG(status) == SIGINT);
        expect_one_line(dir, cases[i].said);
        char *rows = scratch_read(dir, cases[i].file);
        ck_assert(rows == NULL || rows[strlen(rows) - 1] == '\n');
        free(rows);
    }
    scratch_free(dir);
}
END_TEST

/* Judges tanh/libm on a small sample into DIR/OUT, as a shard unless that is NULL. */
static void judge_sample(const char *dir, const char *out, const char *shard)
{
    const char *const arguments[] = {"accuracy",
                                     "--function",
                                     "tanh",
                                     "--impl",
                                     "libm",
                                     "--op",
                                     "forward",
                                     "--dtype",
                                     "f32",
                                     "--inputs",
                                     "stratified:1000",
                                     "--quiet",
                                     "--out",
                                     out,
                                     shard != NULL ? "--shard" : NULL,
                                     shard,
                                     NULL};
    ck_assert_int_eq(run(dir, arguments), STATUS_GOOD);
}

/* The table of one run's summary stands for that of its shards. */
START_TEST(merge_prints_what_the_run_would_have)
{
    char *dir = scratch_new();
    judge_sample(dir, "whole", NULL);
    char *expected = scratch_read(dir, "stdout");
    judge_sample(dir, "part1", "1/2");
    judge_sample(dir, "part2", "2/2");
    const char *const merge[] = {"merge", "part1", "part2", "--out", "merged", NULL};
    ck_assert_int_eq(run(dir, merge), STATUS_GOOD);
    char *said = scratch_read(dir, "stdout"), *facts = scratch_read(dir, "merged/environment.csv");
    ck_assert_str_eq(said, expected);
    ck_assert_ptr_null(strstr(facts, "\nshard,"));
    free(facts);
    free(said);
    free(expected);
    scratch_free(dir);
}
END_TEST

START_TEST(merge_names_the_shard_that_is_not_there)
{
    static const char journal[] = "part2/state/accuracy-tanh-forward-f32.journal";
    char *dir = scratch_new(), path[PATH_SIZE];
    judge_sample(dir, "part1", "1/3");
    judge_sample(dir, "part2", "2/3");
    judge_sample(dir, "part3", "3/3");
    ck_assert_int_eq(run(dir, (const char *[]){"merge", "part3", "part1", "--out", "m", NULL}), STATUS_USAGE);
    expect_one_line(dir, "shard 2/3 is in none of the folders: name its folder too");
    snprintf(path, sizeof path, "%s/%s", dir, journal);
    FILE *file = fopen(path, "rb");
    ck_assert_ptr_nonnull(file);
    fseek(file, 0, SEEK_END);
    const long size = ftell(file);
    fclose(file);
    ck_assert_int_eq(truncate(path, size - 1), 0);
    const char *const all[] = {"merge", "part1", "part2", "part3", "--out", "m", NULL};
    ck_assert_int_eq(run(dir, all), STATUS_USAGE);
    expect_one_line(dir, "shard 2/3 in part2 is unfinished or damaged: 1 of its ");
    judge_sample(dir, "m", NULL);
    char *before = scratch_read(dir, "m/accuracy_bins.csv");
    ck_assert_int_eq(run(dir, all), STATUS_USAGE);
    char *after = scratch_read(dir, "m/accuracy_bins.csv");
    ck_assert_str_eq(after, before); /* what cannot be merged replaces nothing */
    free(after);
    free(before);
    judge_sample(dir, "half", "1/2");
    ck_assert_int_eq(run(dir, (const char *[]){"merge", "part1", "half", "--out", "m", NULL}), STATUS_USAGE);
    expect_one_line(dir, "shards are of different counts");
    ck_assert_int_eq(run(dir, (const char *[]){"merge", "part1", "nowhere", "--out", "m", NULL}), STATUS_USAGE);
    expect_one_line(dir, "nowhere/environment.csv");
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
        const int status = run(dir, arguments);
        ck_assert_msg(status == STATUS_GOOD || status == STATUS_USAGE, "round %d ends with %d", round, status);
        char *said = scratch_read(dir, "stderr");
        ck_assert_msg(lines_of(said) == (status == STATUS_USAGE), "round %d says %s", round, said);
        free(said);
    }
    scratch_free(dir);
}
END_TEST

SUITE(program, 120, odd_parameters_cost_at_most_a_peer, nothing_that_can_run_is_one_line,
      a_recalled_comparison_is_of_what_is_selected, merge_prints_what_the_run_would_have,
      merge_names_the_shard_that_is_not_there, wrong_usage_is_one_line_and_status_2, every_command_has_help,
      help_offers_what_is_taken, every_command_takes_threads_and_a_seed_and_tells_the_version,
      list_has_the_same_rows_in_every_format, claimed_ulp_bounds_hold_on_a_slice,
      what_a_search_does_not_measure_is_null, a_full_disk_is_named, an_unwritable_folder_is_named_before_any_work,
      interrupted_runs_leave_whole_files, mutated_arguments_never_crash);
