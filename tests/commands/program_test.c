/* What the program prints, what it leaves on disk, how it ends. */
#include "commands/program.h"
#include "registry/registry.h"
#include "scratch.h"
#include "suite.h"
#include "support/length.h"
#include "support/status.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* Whatever a peer makes of such parameters, the others' rows are there. */
START_TEST(odd_parameters_cost_at_most_a_peer)
{
    static const char *const alphas[] = {"0", "-1", "1e-310", "1e30"};
    char *dir = scratch_new();
    for (size_t i = 0; i < LENGTH(alphas); i++) {
        const char *const arguments[] = {"accuracy", "--function", "elu",     "--op",     "forward",        "--dtype",
                                         "f32",      "--alpha",    alphas[i], "--inputs", "stratified:200", NULL};
        ck_assert_int_le(program_run(dir, arguments), STATUS_WORSE);
        char *rows = scratch_read(dir, "reports/accuracy.csv");
        ck_assert_ptr_nonnull(strstr(rows, ",elu/exact,"));
        free(rows);
    }
    scratch_free(dir);
}
END_TEST

/* The tests run in the project's folder. */
START_TEST(a_recalled_comparison_is_of_what_is_selected)
{
    char here[PATH_SIZE], stored[PATH_SIZE + 32];
    ck_assert_ptr_nonnull(getcwd(here, sizeof here));
    snprintf(stored, sizeof stored, "%s/reports/findings", here);
    char *dir = scratch_new();
    const char *const arguments[] = {"compare", "sigmoid", "--from", stored, "--impl", "stable", NULL};
    ck_assert_int_eq(program_run(dir, arguments), STATUS_GOOD);
    char *said = scratch_read(dir, "stdout");
    ck_assert_msg(strstr(said, "  stable ") != NULL && strstr(said, "  exact ") == NULL, "%s", said);
    free(said);
    scratch_free(dir);
}
END_TEST

START_TEST(list_has_the_same_rows_in_every_format)
{
    char *dir = scratch_new();
    size_t lines[3];
    static const char *const formats[3] = {"table", "csv", "json"};
    for (int i = 0; i < 3; i++) {
        ck_assert_int_eq(program_run(dir, (const char *[]){"list", "--format", formats[i], NULL}), STATUS_GOOD);
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
    ck_assert_int_eq(program_run(dir, arguments), STATUS_GOOD);
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
    ck_assert_int_eq(program_run(dir, arguments), STATUS_GOOD);
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
        ck_assert_msg(program_run_to(dir, a, "/dev/full") == STATUS_MISSING, "%s %s", a[0], a[1] != NULL ? a[1] : "");
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
    ck_assert_int_ne(program_run(dir, arguments), STATUS_GOOD);
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
        const pid_t child = program_start(dir, cases[i].arguments, "stdout");
        sleep(1);
        ck_assert_int_eq(kill(child, SIGINT), 0);
        const int status = program_end(child);
        ck_assert(WIFSIGNALED(status) && WTERMSIG(status) == SIGINT);
        expect_one_line(dir, cases[i].said);
        char *rows = scratch_read(dir, cases[i].file);
        ck_assert(rows == NULL || rows[strlen(rows) - 1] == '\n');
        free(rows);
    }
    scratch_free(dir);
}
END_TEST

SUITE(program, 120, odd_parameters_cost_at_most_a_peer, a_recalled_comparison_is_of_what_is_selected,
      list_has_the_same_rows_in_every_format, claimed_ulp_bounds_hold_on_a_slice,
      what_a_search_does_not_measure_is_null, a_full_disk_is_named, an_unwritable_folder_is_named_before_any_work,
      interrupted_runs_leave_whole_files);
