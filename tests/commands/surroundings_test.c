/* What may be wrong around the program: streams, signals, limits, folders, another run. Each case is a shell script that
 * runs $actbench in a folder of its own, and must end in one clear line or in the right result. */
#include "commands/script.h"
#include "scratch.h"
#include "suite.h"
#include "support/status.h"

#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct surroundings {
    const char *script;
    int status;       /* as a shell has it: 128 and the signal's number for a signal */
    const char *said; /* part of the only line on stderr; NULL: nothing is said */
} surroundings;

/* A run of a moment, and one that takes far longer than any test waits. */
#define BRIEF "$actbench accuracy --impl exp/libm --inputs stratified:1000 --quiet"
#define BEGUN "until [ -e reports/environment.csv ]; do sleep 0.1; done; "
#define LONG  "$actbench accuracy --impl log1p/libm --dtype f32 --threads 1 --quiet"

static void expect(const surroundings *c, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        char *dir = scratch_new();
        const int status = run_script(dir, "../actbench", c[i].script);
        char *said = scratch_read(dir, "stderr");
        const char *first_end = strchr(said, '\n');
        const bool fits = c[i].said == NULL
                              ? said[0] == '\0'
                              : first_end != NULL && first_end[1] == '\0' && strstr(said, c[i].said) != NULL;
        ck_assert_msg(status == c[i].status && fits, "%s: status %d, said: %s", c[i].script, status, said);
        free(said);
        scratch_free(dir);
    }
}
#define EXPECT(cases) expect(cases, sizeof(cases) / sizeof(cases)[0])

START_TEST(closed_streams_take_no_file_in)
{
    static const surroundings cases[] = {
        {BRIEF " <&- > shown && grep -q exp/libm reports/accuracy.csv", 0, NULL},
        {BRIEF " >&-", STATUS_MISSING, "stdout: cannot be written"},
        {BRIEF " >&- 2>&-; head -c 6 reports/accuracy.csv | grep -q run_id", 0, NULL},
        {BRIEF " 2>&- > shown; head -c 7 reports/environment.csv | grep -q key,", 0, NULL},
    };
    EXPECT(cases);
}
END_TEST

START_TEST(a_pipe_without_a_reader_costs_no_rows)
{
    static const surroundings cases[] = {
        {"set -o pipefail; " BRIEF " | true", 128 + SIGPIPE, NULL},
        {BRIEF " | true; grep -q exp/libm reports/accuracy.csv", 0, NULL},
        {"set -o pipefail; $actbench list | head -n 1 > shown", 128 + SIGPIPE, NULL},
    };
    EXPECT(cases);
}
END_TEST

START_TEST(a_closed_terminal_interrupts_in_good_order)
{
    static const surroundings cases[] = {
        {"exec 3>&2 2> /dev/null; " LONG " 2>&3 & " BEGUN "kill -HUP $!; wait $!", 128 + SIGHUP,
         "accuracy: interrupted"},
    };
    EXPECT(cases);
}
END_TEST

/* Speed alone takes 45 seconds. */
START_TEST(the_time_left_of_a_bench_is_that_of_all_its_parts)
{
    static const surroundings cases[] = {
        {"script -qec \"timeout -s INT 3 $actbench bench --quick --impl relu/exact --op forward --dtype f32\" /dev/null "
         "< /dev/null > shown; tr '\\r' '\\n' < shown | grep -m 1 '^relu forward f32 .* left' | "
         "grep -qE '(0:4[5-9]|0:5.|[1-9]:..) left'",
         0, NULL},
    };
    EXPECT(cases);
}
END_TEST

START_TEST(a_folder_takes_one_run_at_a_time)
{
    static const surroundings cases[] = {
        {LONG " 2> first & " BEGUN BRIEF "; status=$?; kill -TERM $!; wait; exit $status", STATUS_USAGE,
         "reports: another run is writing there"},
        {LONG " 2> first & " BEGUN "$actbench claims; status=$?; kill -TERM $!; wait; exit $status", STATUS_USAGE,
         "reports: another run is writing there"},
        {LONG " 2> first & " BEGUN BRIEF " --out other > shown; status=$?; kill -TERM $!; wait; exit $status", 0, NULL},
        {LONG " 2> first & " BEGUN "kill -KILL $!; wait $! 2> first; " BRIEF " > shown", 0, NULL},
    };
    EXPECT(cases);
}
END_TEST

START_TEST(limits_are_met_or_named)
{
    static const surroundings cases[] = {
        {"ulimit -v 250000; timeout -s KILL 60 $actbench list > shown", 0, NULL},
        {"ulimit -v 250000; timeout -s KILL 60 " BRIEF " --threads 1 > shown", 0, NULL},
        {"ulimit -f 1; timeout -s KILL 60 " BRIEF " --threads 1 > /dev/null", STATUS_MISSING,
         "cannot write: File too large"},
        {"exec > shown; ulimit -n 5; exec " BRIEF " --threads 1", STATUS_USAGE, "Too many open files"},
    };
    EXPECT(cases);
}
END_TEST

START_TEST(any_folder_or_a_line_that_names_it)
{
    static const surroundings cases[] = {
        {"mkdir real; ln -s real link; " BRIEF " --out link > shown && test -L link -a -e real/accuracy.csv", 0, NULL},
        {"touch file; " BRIEF " --out file", STATUS_USAGE, "file: cannot make the folder: Not a directory"},
        {"ln -s nowhere link; " BRIEF " --out link", STATUS_USAGE, "link: cannot make the folder"},
        {BRIEF " --out /proc/none", STATUS_USAGE, "/proc/none: cannot make the folder"},
        {BRIEF " --out '결과 folder' > shown && test -e '결과 folder/accuracy.csv'", 0, NULL},
        {"LC_ALL=de_DE.UTF-8 " BRIEF " > shown && ! grep -q '[0-9],[0-9]*\"' reports/accuracy.csv", 0, NULL},
    };
    EXPECT(cases);
}
END_TEST

#define SAMPLE           "$actbench accuracy --inputs stratified:1000 --quiet"
#define SHOWN            " > shown"
#define HAS(file, row)   " && grep -q '," row ",' reports/" file ".csv"
#define LACKS(file, row) " && ! grep -q '," row ",' reports/" file ".csv"

START_TEST(a_run_replaces_what_it_measures_and_nothing_else)
{
    static const surroundings cases[] = {
        /* other implementations stay, with the facts of their run */
        {BRIEF SHOWN " && " SAMPLE " --impl tanh/libm --op forward" SHOWN HAS("accuracy", "exp/libm")
             HAS("accuracy_bins", "exp/libm")
                 HAS("accuracy", "tanh/libm") " && test $(grep -c ^run_id, reports/environment.csv) = 2",
         0, NULL},
        /* the same one has one row, and one set of details, however it was measured */
        {BRIEF SHOWN " && n=$(wc -l < reports/accuracy.csv) && " BRIEF " --inputs stratified:2000" SHOWN
                     " && test $n = $(wc -l < reports/accuracy.csv) && ! grep -q stratified:1000 reports/accuracy*.csv",
         0, NULL},
        /* one that is gone goes, once its question was asked again */
        {BRIEF SHOWN " && sed -i 's,exp/libm,exp/gone,' reports/accuracy*.csv && " SAMPLE
                     " --function exp --dtype f32 --op forward" SHOWN LACKS("accuracy", "forward,f32,exp/gone")
                         LACKS("accuracy_bins", "forward,f32,exp/gone") HAS("accuracy", "forward,f64,exp/gone"),
         0, NULL},
        {SAMPLE " --impl elu/exact --op forward --dtype f32" SHOWN " && " SAMPLE
                " --impl elu/exact --op forward --dtype f32 --alpha 0.5" SHOWN HAS("accuracy", "alpha=1")
                    HAS("accuracy", "alpha=0.5"),
         0, NULL},
        {"$actbench accuracy --impl exp/libm --op forward --dtype f16 --quiet" SHOWN " && $actbench accuracy --impl "
         "exp/libm --op forward --dtype f16 --inputs stratified:1000" SHOWN,
         0, "exp/libm forward f16 first, give way to rows of a sample"},
        {"mkdir reports; echo damaged > reports/accuracy.csv; " BRIEF SHOWN " 2> said; grep -q 'kept as' said &&"
         " grep -q damaged reports/accuracy.csv.damaged" HAS("accuracy", "exp/libm"),
         0, NULL},
    };
    EXPECT(cases);
}
END_TEST

/* The short rounds of two trials. */
START_TEST(neither_a_full_disk_nor_a_kill_loses_rows)
{
    static const surroundings cases[] = {
        {"$source/scripts/trial_disk.sh $actbench claims check > shown || cat shown >&2", 0, NULL},
        {"$source/scripts/trial_kill.sh 3 1 $actbench > shown || cat shown >&2", 0, NULL},
    };
    EXPECT(cases);
}
END_TEST

SUITE(surroundings, 120, closed_streams_take_no_file_in, a_pipe_without_a_reader_costs_no_rows,
      a_closed_terminal_interrupts_in_good_order, the_time_left_of_a_bench_is_that_of_all_its_parts,
      a_folder_takes_one_run_at_a_time, limits_are_met_or_named, any_folder_or_a_line_that_names_it,
      a_run_replaces_what_it_measures_and_nothing_else, neither_a_full_disk_nor_a_kill_loses_rows);
