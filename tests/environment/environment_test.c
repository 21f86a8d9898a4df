#define _GNU_SOURCE /* strptime, timegm */
/* The facts beside every measurement. */
#include "environment/environment.h"

#include "environment/facts.h"
#include "rows/rows.h"
#include "scratch.h"
#include "suite.h"
#include "support/length.h"
#include "support/status.h"
#include "support/utf8.h"

#include <fenv.h>
#include <gnu/libc-version.h>
#include <mpfr.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static table *collect(void)
{
    static char *const arguments[] = {"actbench", "speed", "--out", "a b", "it's", ""};
    table *t = table_new(&environment_schema);
    environment_collect(
        t, &(environment_request){.seed = UINT64_MAX, .threads = 3, .argument_count = 6, .arguments = arguments});
    return t;
}

/* What readers rely on is there, on any machine, if only with an empty value. */
START_TEST(every_fact_has_one_row)
{
    static const char *const keys[] = {"run_id",
                                       "start_time",
                                       "command_line",
                                       "seed",
                                       "threads",
                                       "cpu_model",
                                       "microcode",
                                       "virtual_machine",
                                       "instruction_sets",
                                       "cores",
                                       "cores_usable",
                                       "caches",
                                       "kernel",
                                       "machine",
                                       "load_average",
                                       "memory_mib",
                                       "rounding",
                                       "flush_to_zero",
                                       "denormals_are_zero",
                                       "compiler",
                                       "flags",
                                       "flags_implementations",
                                       "git_commit",
                                       "libc",
                                       "mpfr",
                                       "gmp",
                                       "gsl",
                                       "libcsv"};
    table *t = collect();
    for (size_t k = 0; k < LENGTH(keys); k++)
        ck_assert_msg(environment_value(t, keys[k]) != NULL, "no %s", keys[k]);
    for (size_t i = 0; i < t->count; i++) {
        const environment_row *row = table_row(t, i);
        ck_assert_ptr_eq(environment_value(t, row->key), row->value);
    }
    ck_assert_str_eq(environment_value(t, "seed"), "18446744073709551615");
    ck_assert_str_eq(environment_value(t, "threads"), "3");
    ck_assert_str_eq(environment_value(t, "libc"), gnu_get_libc_version());
    ck_assert_str_eq(environment_value(t, "mpfr"), mpfr_get_version());
    ck_assert_ptr_nonnull(strstr(environment_value(t, "flags"), "-Iharness"));
    ck_assert_int_ge(atoi(environment_value(t, "cores")), atoi(environment_value(t, "cores_usable")));
    ck_assert_int_ge(atoi(environment_value(t, "cores_usable")), 1);
    table_free(t);
}
END_TEST

START_TEST(command_line_can_be_pasted_into_a_shell)
{
    table *t = collect();
    char command[4096], line[4096];
    snprintf(command, sizeof command, "printf '%%s|' %s", environment_value(t, "command_line"));
    FILE *shell = popen(command, "r");
    ck_assert_ptr_nonnull(fgets(line, sizeof line, shell));
    ck_assert_int_eq(pclose(shell), 0);
    ck_assert_str_eq(line, "actbench|speed|--out|a b|it's||");
    table_free(t);
}
END_TEST

START_TEST(runs_are_told_apart_and_sort_by_time)
{
    const time_t before = time(NULL);
    table *first = collect(), *second = collect();
    const char *a = environment_value(first, "run_id"), *b = environment_value(second, "run_id");
    ck_assert_str_ne(a, b);
    ck_assert_int_le(strncmp(a, b, strlen("20261231T235959Z")), 0);
    struct tm utc = {0};
    const char *rest = strptime(environment_value(first, "start_time"), "%Y-%m-%dT%H:%M:%SZ", &utc);
    ck_assert_ptr_nonnull(rest);
    ck_assert_str_eq(rest, "");
    ck_assert_int_ge(timegm(&utc), before);
    ck_assert_int_le(timegm(&utc), time(NULL));
    table_free(first);
    table_free(second);
}
END_TEST

START_TEST(survives_the_file)
{
    char *dir = scratch_new();
    table *t = collect(), *read;
    ck_assert_int_eq(table_write(t, dir), STATUS_GOOD);
    ck_assert_int_eq(table_read(&environment_schema, dir, &read), STATUS_GOOD);
    ck_assert_uint_eq(read->count, t->count);
    for (size_t i = 0; i < t->count; i++) {
        const environment_row *row = table_row(t, i);
        ck_assert_str_eq(environment_value(read, row->key), row->value);
    }
    table_free(t);
    table_free(read);
    scratch_free(dir);
}
END_TEST

START_TEST(rounding_mode_is_the_threads_own)
{
    static const struct {
        int mode;
        const char *name;
    } modes[] = {
        {FE_TONEAREST, "to_nearest"}, {FE_UPWARD, "upward"}, {FE_DOWNWARD, "downward"}, {FE_TOWARDZERO, "toward_zero"}};
    for (size_t i = 0; i < LENGTH(modes); i++) {
        table *t = table_new(&environment_schema);
        fesetround(modes[i].mode);
        add_arithmetic_facts(t);
        fesetround(FE_TONEAREST);
        ck_assert_str_eq(environment_value(t, "rounding"), modes[i].name);
        ck_assert_str_eq(environment_value(t, "flush_to_zero"), "no");
        ck_assert_str_eq(environment_value(t, "denormals_are_zero"), "no");
        table_free(t);
    }
}
END_TEST

START_TEST(flushed_subnormals_are_noticed)
{
#ifdef __SSE2__
    static const struct {
        unsigned flag;
        const char *flush_to_zero, *denormals_are_zero;
    } modes[] = {{0x8000, "yes", "no"}, {0x0040, "no", "yes"}, {0x8040, "yes", "yes"}};
    for (size_t i = 0; i < LENGTH(modes); i++) {
        const unsigned before = __builtin_ia32_stmxcsr();
        table *t = table_new(&environment_schema);
        __builtin_ia32_ldmxcsr(before | modes[i].flag);
        const bool in_force = (__builtin_ia32_stmxcsr() & modes[i].flag) == modes[i].flag;
        add_arithmetic_facts(t);
        __builtin_ia32_ldmxcsr(before);
        if (!in_force) { /* an emulated processor may not have the flags */
            table_free(t);
            return;
        }
        ck_assert_str_eq(environment_value(t, "flush_to_zero"), modes[i].flush_to_zero);
        ck_assert_str_eq(environment_value(t, "denormals_are_zero"), modes[i].denormals_are_zero);
        table_free(t);
    }
#endif
}
END_TEST

START_TEST(awkward_values_are_mended)
{
    table *t = table_new(&environment_schema);
    char longest[3 * sizeof((environment_row *)0)->value];
    memset(longest, 'x', sizeof longest - 1);
    longest[sizeof longest - 1] = '\0';
    environment_add(t, "bytes",
                    "a\xff"
                    "b\xc3");
    environment_add(t, "long", longest);
    for (size_t i = 0; i + 3 < sizeof longest; i += 3)
        memcpy(longest + i, "\xea\xb0\x80", 3); /* a Hangul syllable, which the limit cuts */
    environment_add(t, "hangul", longest);
    environment_addf(t, "number", "%d%%", 5);
    ck_assert_str_eq(environment_value(t, "bytes"), "a?b?");
    const char *cut = environment_value(t, "long");
    ck_assert_uint_eq(strlen(cut), sizeof((environment_row *)0)->value - 1);
    ck_assert_str_eq(cut + strlen(cut) - 4, "x...");
    const char *hangul = environment_value(t, "hangul");
    ck_assert_uint_eq(utf8_valid_length(hangul, strlen(hangul)), strlen(hangul));
    ck_assert_str_eq(environment_value(t, "number"), "5%");
    ck_assert_ptr_null(environment_value(t, "nothing"));
    table_free(t);
}
END_TEST

SUITE(environment, 10, every_fact_has_one_row, command_line_can_be_pasted_into_a_shell,
      runs_are_told_apart_and_sort_by_time, survives_the_file, rounding_mode_is_the_threads_own,
      flushed_subnormals_are_noticed, awkward_values_are_mended);
