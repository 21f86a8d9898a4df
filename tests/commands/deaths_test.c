/* Implementations that take their process with them: each is named, the others' rows are as without it, in every way
 * to make a run. Each case is a shell script that runs $actbench in a folder of its own. */
#include "commands/script.h"
#include "scratch.h"
#include "suite.h"
#include "support/status.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Of relu/trial_aborts, trial_innocent and trial_overflows: see offenders/kernels.c. */
#define JUDGE                                                                                                          \
    "$actbench accuracy --impl 'relu/trial_*' --dtype f32 --inputs stratified:20000 --quiet > /dev/null --out "
/* The rows without the columns that differ from run to run; one a line. */
#define ROWS_OF(dir) "cut -d, -f2-13 " dir "/accuracy.csv"

/* The script's status, which must name both offenders, each `times` times. */
static void expect_named(const char *script, int status, const char *prefix, int times)
{
    static const char *const offenders[] = {"relu/trial_aborts", "relu/trial_overflows"};
    char *dir = scratch_new();
    const int found = run_script(dir, "offenders", script);
    char *said = scratch_read(dir, "stderr"), start[128];
    ck_assert_msg(found == status, "%s: status %d, said: %s", script, found, said);
    for (size_t i = 0; i < 2; i++) {
        int count = 0;
        snprintf(start, sizeof start, "%s%s", prefix, offenders[i]);
        for (const char *at = said; (at = strstr(at, start)) != NULL; at++)
            count++;
        ck_assert_msg(count == times, "%s: %s named %d times in: %s", script, offenders[i], count, said);
    }
    ck_assert_msg(strstr(said, "innocent") == NULL, "%s: said: %s", script, said);
    free(said);
    scratch_free(dir);
}

START_TEST(accuracy_keeps_the_others)
{
    expect_named(JUDGE "a; status=$?; grep -q trial_innocent a/accuracy.csv || exit 99; "
                       "grep -q 'trial_[ao]' a/accuracy.csv && exit 98; exit $status",
                 STATUS_WORSE, "actbench: ", 1);
}
END_TEST

/* Each shard is cut off, before or behind the deaths, and resumed. One of the three has the inputs that kill; merge
 * tells, as it has the rows. */
START_TEST(merged_and_resumed_shards_are_the_whole_run)
{
    expect_named(JUDGE "whole 2> /dev/null; for part in 1 5 9; do rm -rf p? m; for i in 1 2 3; do " JUDGE
                       "p$i --shard $i/3 2> /dev/null; journal=$(echo p$i/state/*relu*); "
                       "truncate -s $(($(stat -c %s $journal) * part / 10)) $journal || exit 95; " JUDGE
                       "p$i --shard $i/3 --resume; done; "
                       "$actbench merge p1 p2 p3 --out m > /dev/null; [ $? = 1 ] || exit 96; "
                       "cmp <(" ROWS_OF("whole") ") <(" ROWS_OF("m") ") || exit 94; done",
                 STATUS_GOOD, "actbench: ", 3);
}
END_TEST

#define BRIEFLY " --budget 2 --quiet --out a"

START_TEST(speed_keeps_the_others)
{
    expect_named("$actbench speed --impl 'relu/trial_*' --dtype f32 --op forward --n 256 " BRIEFLY " > /dev/null; "
                 "status=$?; grep -q trial_innocent a/speed.csv || exit 99; exit $status",
                 STATUS_WORSE, "actbench: speed: ", 1);
}
END_TEST

START_TEST(compare_keeps_the_others)
{
    expect_named("$actbench compare relu --impl 'relu/trial_*' --n 256 --inputs stratified:20000" BRIEFLY
                 " --format csv > shown; status=$?; grep -q trial_innocent shown || exit 99; "
                 "[ $(grep -c 'speed: relu/trial_[ao]' stderr) = 2 ] || exit 98; exit $status",
                 STATUS_WORSE, "actbench: ", 1);
}
END_TEST

SUITE(deaths, 120, accuracy_keeps_the_others, merged_and_resumed_shards_are_the_whole_run, speed_keeps_the_others,
      compare_keeps_the_others);
