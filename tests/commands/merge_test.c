/* The parts of a run put together. */
#include "commands/program.h"
#include "rows/rows.h"
#include "scratch.h"
#include "suite.h"
#include "support/status.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Judges an implementation on a small sample into DIR/OUT, as a shard unless that is NULL, once or, where `flush` is an
 * option, twice. */
static void judge(const char *dir, const char *impl, const char *out, const char *shard, const char *flush)
{
    const char *arguments[ARGUMENTS_MAX] = {"accuracy",         "--impl",  impl,    "--op",
                                            "forward",          "--dtype", "f32",   "--inputs",
                                            "stratified:20000", "--quiet", "--out", out};
    size_t n = 0;
    while (arguments[n] != NULL)
        n++;
    if (flush != NULL)
        arguments[n++] = flush;
    if (shard != NULL) {
        arguments[n++] = "--shard";
        arguments[n++] = shard;
    }
    ck_assert_int_eq(program_run(dir, arguments), STATUS_GOOD);
}

static void judge_sample(const char *dir, const char *out, const char *shard)
{
    judge(dir, "tanh/libm", out, shard, NULL);
}

static table *rows_in(const char *dir, const char *out)
{
    char path[PATH_SIZE];
    table *rows;
    snprintf(path, sizeof path, "%s/%s", dir, out);
    ck_assert_int_eq(table_read(&accuracy_schema, path, &rows), STATUS_GOOD);
    ck_assert_uint_eq(rows->count, 1);
    return rows;
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
    ck_assert_int_eq(program_run(dir, merge), STATUS_GOOD);
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
    ck_assert_int_eq(program_run(dir, (const char *[]){"merge", "part3", "part1", "--out", "m", NULL}), STATUS_USAGE);
    expect_one_line(dir, "shard 2/3 is in none of the folders: name its folder too");
    snprintf(path, sizeof path, "%s/%s", dir, journal);
    FILE *file = fopen(path, "rb");
    ck_assert_ptr_nonnull(file);
    fseek(file, 0, SEEK_END);
    const long size = ftell(file);
    fclose(file);
    ck_assert_int_eq(truncate(path, size - 1), 0);
    const char *const all[] = {"merge", "part1", "part2", "part3", "--out", "m", NULL};
    ck_assert_int_eq(program_run(dir, all), STATUS_USAGE);
    expect_one_line(dir, "shard 2/3 in part2 is unfinished or damaged: 1 of its ");
    judge_sample(dir, "m", NULL);
    char *before = scratch_read(dir, "m/accuracy_bins.csv");
    ck_assert_int_eq(program_run(dir, all), STATUS_USAGE);
    char *after = scratch_read(dir, "m/accuracy_bins.csv");
    ck_assert_str_eq(after, before); /* what cannot be merged replaces nothing */
    free(after);
    free(before);
    judge_sample(dir, "half", "1/2");
    ck_assert_int_eq(program_run(dir, (const char *[]){"merge", "part1", "half", "--out", "m", NULL}), STATUS_USAGE);
    expect_one_line(dir, "shards are of different counts");
    ck_assert_int_eq(program_run(dir, (const char *[]){"merge", "part1", "nowhere", "--out", "m", NULL}), STATUS_USAGE);
    expect_one_line(dir, "nowhere/environment.csv");
    scratch_free(dir);
}
END_TEST

/* 1 / (1 + exp(-x)) is 0 where the result would be subnormal, and right but for that. */
START_TEST(shards_keep_both_judgements)
{
    char *dir = scratch_new();
    judge(dir, "sigmoid/naive", "whole", NULL, "--ftz");
    judge(dir, "sigmoid/naive", "part1", "1/2", "--ftz");
    judge(dir, "sigmoid/naive", "part2", "2/2", "--ftz");
    const char *const merge[] = {"merge", "part1", "part2", "--out", "merged", NULL};
    ck_assert_int_eq(program_run(dir, merge), STATUS_GOOD);
    table *whole = rows_in(dir, "whole"), *merged = rows_in(dir, "merged");
    const accuracy_row *a = table_row(whole, 0), *b = table_row(merged, 0);
    ck_assert_str_eq(a->flushes, "ftz");
    ck_assert_double_gt(a->max_ulp, 1e4);
    ck_assert_double_lt(a->flushed_max_ulp, 4);
    ck_assert_double_gt(a->flushed_max_ulp, 0.5);
    ck_assert_uint_lt(a->flushed_misrounded, a->misrounded);
    ck_assert_str_eq(a->flushes, b->flushes);
    ck_assert_str_eq(a->flushed_max_ulp_x, b->flushed_max_ulp_x);
    ck_assert_double_eq(a->flushed_max_ulp, b->flushed_max_ulp);
    ck_assert_double_eq(a->flushed_mean_ulp, b->flushed_mean_ulp);
    ck_assert_uint_eq(a->flushed_misrounded, b->flushed_misrounded);
    table_free(whole);
    table_free(merged);

    judge(dir, "sigmoid/naive", "part2", "2/2", "--daz");
    ck_assert_int_eq(program_run(dir, merge), STATUS_USAGE);
    judge(dir, "sigmoid/naive", "part1", "1/2", NULL); /* what an earlier run left is not taken for this one's */
    judge(dir, "sigmoid/naive", "part2", "2/2", NULL);
    ck_assert_int_eq(program_run(dir, merge), STATUS_GOOD);
    merged = rows_in(dir, "merged");
    const accuracy_row *plain = table_row(merged, 0);
    ck_assert_str_eq(plain->flushes, "");
    ck_assert_double_nan(plain->flushed_max_ulp);
    ck_assert_uint_eq(plain->flushed_misrounded, COUNT_UNMEASURED);
    table_free(merged);
    scratch_free(dir);
}
END_TEST

SUITE(merge, 120, shards_keep_both_judgements, merge_prints_what_the_run_would_have,
      merge_names_the_shard_that_is_not_there);
