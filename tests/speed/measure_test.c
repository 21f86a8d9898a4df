/* The whole measurement on small kernels whose true order is known. */
#include "reference/function.h"
#include "speed/fixtures.h"
#include "speed/speed.h"
#include "suite.h"
#include "support/length.h"

#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

static void light(const float *x, float *y, size_t n, const params *p)
{
    (void)p;
    for (size_t i = 0; i < n; i++)
        y[i] = expf(-x[i]);
}

/* Does the light kernel's work twice. */
static void heavy(const float *x, float *y, size_t n, const params *p)
{
    light(x, y, n, p);
    __asm__ volatile("" ::: "memory");
    light(x, y, n, p);
}

static void crashing(const float *x, float *y, size_t n, const params *p)
{
    (void)x, (void)y, (void)n, (void)p;
    __builtin_trap();
}

static void hanging(const float *x, float *y, size_t n, const params *p)
{
    (void)x, (void)y, (void)n, (void)p;
    for (;;)
        __asm__ volatile("");
}

static void aborting(const float *x, float *y, size_t n, const params *p)
{
    (void)x, (void)y, (void)n, (void)p;
    abort();
}

static size_t exhaust_stack(size_t depth)
{
    volatile char room[4096];
    room[depth % sizeof room] = (char)depth;
    return depth < SIZE_MAX ? exhaust_stack(depth + 1) + (size_t)room[0] : 0;
}

static void overflowing(const float *x, float *y, size_t n, const params *p)
{
    (void)x, (void)y, (void)n, (void)p;
    exhaust_stack(0);
}

static void ending(const float *x, float *y, size_t n, const params *p)
{
    (void)x, (void)y, (void)n, (void)p;
    _exit(0);
}

static const function trial = {.name = "trial"}, broken = {.name = "broken"};
static const implementation light_entry = {
    .name = "trial/naive", .function = &trial, .variant = "naive", .dtype = DTYPE_F32, .kernel.f32 = light};
static const implementation heavy_entry = {
    .name = "trial/twice", .function = &trial, .variant = "twice", .dtype = DTYPE_F32, .kernel.f32 = heavy};
static const implementation crash_entry = {
    .name = "broken/naive", .function = &broken, .variant = "naive", .dtype = DTYPE_F32, .kernel.f32 = crashing};
static const implementation hang_entry = {
    .name = "trial/hang", .function = &trial, .variant = "hang", .dtype = DTYPE_F32, .kernel.f32 = hanging};
static const implementation trap_entry = {
    .name = "trial/libm", .function = &trial, .variant = "libm", .dtype = DTYPE_F32, .kernel.f32 = crashing};
static const implementation end_entry = {
    .name = "trial/end", .function = &trial, .variant = "end", .dtype = DTYPE_F32, .kernel.f32 = ending};
static const implementation abort_entry = {
    .name = "trial/abort", .function = &trial, .variant = "abort", .dtype = DTYPE_F32, .kernel.f32 = aborting};
static const implementation overflow_entry = {
    .name = "trial/overflow", .function = &trial, .variant = "overflow", .dtype = DTYPE_F32, .kernel.f32 = overflowing};
static const implementation *const known[] = {&light_entry, &heavy_entry, &crash_entry};

static speed_plan small_plan(const planned_load *load, size_t impl_count)
{
    return (speed_plan){.run_id = "test",
                        .roster = {known, 3},
                        .impls = known,
                        .impl_count = impl_count,
                        .loads = load,
                        .load_count = 1,
                        .asked = params_usual,
                        .seconds = 2,
                        .seed = 1,
                        .quiet = true};
}

static const speed_row *find(const table *rows, const char *impl)
{
    for (size_t i = 0; i < rows->count; i++) {
        const speed_row *row = table_row(rows, i);
        if (strcmp(row->impl, impl) == 0)
            return row;
    }
    return NULL;
}

START_TEST(twice_the_work_takes_twice_as_long)
{
    const planned_load load = {.load = {.n = 4096, .threads = 1}, .op = -1, .dtype = -1};
    const speed_plan plan = small_plan(&load, 2);
    table *rows = table_new(&speed_schema);
    ck_assert_int_eq(speed_measure(&plan, rows), 0);
    const speed_row *twice = find(rows, "trial/twice");
    ck_assert_ptr_nonnull(twice);
    ck_assert_str_eq(twice->baseline, "trial/naive");
    ck_assert_double_gt(twice->ratio_to_baseline, 1.3);
    ck_assert_double_le(twice->ratio_low, twice->ratio_to_baseline);
    ck_assert_double_ge(twice->ratio_high, twice->ratio_to_baseline);
    ck_assert_double_gt(twice->ratio_to_copy, find(rows, "trial/naive")->ratio_to_copy);
    ck_assert_double_eq(find(rows, "trial/naive")->ratio_to_baseline, 1.0);
    ck_assert_double_eq(find(rows, "memcpy/libc")->ratio_to_copy, 1.0);
    table_free(rows);
}
END_TEST

static size_t apt_fixtures(const workload *load)
{
    size_t count = 0;
    for (fixture i = 0; i < FIXTURE_COUNT; i++)
        count += fixture_is_apt(i, load, DTYPE_F32);
    return count;
}

START_TEST(beyond_the_caches_the_yardstick_is_a_streaming_copy)
{
    const planned_load load = {.load = {.n = N_BEYOND, .threads = 1}, .op = -1, .dtype = -1};
    const speed_plan plan = small_plan(&load, 1);
    table *rows = table_new(&speed_schema);
    ck_assert_int_eq(speed_measure(&plan, rows), 0);
    ck_assert_double_eq(find(rows, "copy/stream")->ratio_to_stream, 1.0);
    ck_assert_double_gt(find(rows, "trial/naive")->ratio_to_stream, 1.0);
    ck_assert_str_eq(find(rows, "trial/naive")->level, "memory");
    ck_assert_str_eq(find(rows, "trial/naive")->streams, "");
    ck_assert_str_eq(find(rows, "twin/stream_b")->baseline, "twin/stream_a");
    table_free(rows);
}
END_TEST

/* Computes so many elements before those that it is asked for. */
enum { CEREMONY = 128 };

static void ceremonious(const float *x, float *y, size_t n, const params *p)
{
    static float from[CEREMONY], to[CEREMONY];
    light(from, to, CEREMONY, p);
    __asm__ volatile("" ::: "memory");
    light(x, y, n, p);
}

START_TEST(the_cost_of_a_call_is_told_from_that_of_its_elements)
{
    static const implementation entry = {
        .name = "trial/naive", .function = &trial, .variant = "naive", .dtype = DTYPE_F32, .kernel.f32 = ceremonious};
    static const implementation *const all[] = {&entry};
    const planned_load load = {.load = {.n = 2048, .threads = 1}, .op = -1, .dtype = -1};
    speed_plan plan = small_plan(&load, 1);
    plan.roster = (roster){all, 1};
    plan.impls = all;
    table *rows = table_new(&speed_schema);
    ck_assert_int_eq(speed_measure(&plan, rows), 0);
    const speed_row *row = find(rows, "trial/naive");
    ck_assert_double_gt(row->ns_a_call / row->ns_an_element, CEREMONY / 2);
    ck_assert_double_lt(row->ns_a_call / row->ns_an_element, CEREMONY * 2);
    ck_assert_double_le(row->ns_a_call_low, row->ns_a_call);
    table_free(rows);
}
END_TEST

START_TEST(every_mode_and_placement_gives_rows)
{
    static const planned_load loads[] = {
        {.load = {.n = 64, .threads = 1}, .op = -1, .dtype = -1},
        {.load = {.n = 5000, .placement = PLACEMENT_IN, .threads = 1}, .op = -1, .dtype = -1},
        {.load = {.n = 1, .mode = MODE_LATENCY, .threads = 1}, .op = -1, .dtype = -1},
        {.load = {.n = 4096, .mode = MODE_COLD, .threads = 1}, .op = -1, .dtype = -1},
        {.load = {.n = 4096, .mode = MODE_CONSUMED, .threads = 1}, .op = -1, .dtype = -1},
        /* for another function than those of the plan */
        {.load = {.n = 128, .threads = 1}, .op = -1, .dtype = -1, .functions = {"softplus"}},
    };
    speed_plan plan = small_plan(loads, 2);
    plan.load_count = LENGTH(loads);
    plan.seconds = 1;
    table *rows = table_new(&speed_schema);
    ck_assert_int_eq(speed_measure(&plan, rows), 0);
    size_t expected = 0;
    for (size_t i = 0; i < plan.load_count; i++)
        expected += loads[i].functions[0] == NULL ? 2 + apt_fixtures(&loads[i].load) : 0;
    ck_assert_uint_eq(rows->count, expected);
    for (size_t i = 0; i < rows->count; i++) {
        const speed_row *row = table_row(rows, i);
        ck_assert_double_gt(row->ns_per_element, 0);
        ck_assert_double_gt(row->ratio_to_baseline, 0);
        /* To copy one element takes one of two times by chance. */
        ck_assert(isnan(row->ratio_to_copy) == (strcmp(row->mode, "latency") == 0));
    }
    table_free(rows);
}
END_TEST

START_TEST(a_crash_is_told_and_costs_only_its_own_group)
{
    const planned_load load = {.load = {.n = 4096, .threads = 1}, .op = -1, .dtype = -1};
    const speed_plan plan = small_plan(&load, 3);
    table *rows = table_new(&speed_schema);
    ck_assert_int_eq(speed_measure(&plan, rows), 1);
    ck_assert_ptr_nonnull(find(rows, "trial/twice"));
    ck_assert_ptr_null(find(rows, "broken/naive"));
    table_free(rows);
}
END_TEST

/* What speed_measure says on stderr; the caller frees it. */
static char *said_by(const speed_plan *plan, table *rows, int *status)
{
    char *text;
    size_t size;
    FILE *terminal = stderr, *to = open_memstream(&text, &size);
    stderr = to;
    *status = speed_measure(plan, rows);
    stderr = terminal;
    fclose(to);
    return text;
}

static size_t times_in(const char *text, const char *part)
{
    size_t count = 0;
    for (const char *at = text; (at = strstr(at, part)) != NULL; at++)
        count++;
    return count;
}

/* Under two workloads, the baseline of the others among them. */
START_TEST(whoever_does_not_come_back_is_named_once_and_the_others_go_on)
{
    static const implementation *const all[] = {&trap_entry,  &hang_entry, &overflow_entry,
                                                &heavy_entry, &end_entry,  &abort_entry};
    static const planned_load loads[] = {{.load = {.n = 4096, .threads = 1}, .op = -1, .dtype = -1},
                                         {.load = {.n = 1, .mode = MODE_LATENCY, .threads = 1}, .op = -1, .dtype = -1}};
    speed_plan plan = small_plan(loads, LENGTH(all));
    plan.roster = (roster){all, plan.impl_count};
    plan.impls = all;
    plan.load_count = 2;
    plan.seconds = 1;
    plan.patience = 0.5;
    table *rows = table_new(&speed_schema);
    int status;
    char *said = said_by(&plan, rows, &status);
    ck_assert_int_eq(status, 1);
    ck_assert_uint_eq(times_in(said, "\n"), 5);
    ck_assert_uint_eq(times_in(said, "actbench: speed: trial/hang: hangs in forward f32"), 1);
    ck_assert_uint_eq(times_in(said, "actbench: speed: trial/libm: crashes (Illegal instruction)"), 1);
    ck_assert_uint_eq(times_in(said, "actbench: speed: trial/end: ends the process"), 1);
    ck_assert_uint_eq(times_in(said, "actbench: speed: trial/abort: crashes (Aborted)"), 1);
    ck_assert_uint_eq(times_in(said, "actbench: speed: trial/overflow: crashes (Segmentation fault)"), 1);
    ck_assert_uint_eq(rows->count, apt_fixtures(&loads[0].load) + apt_fixtures(&loads[1].load) + 2);
    const speed_row *left = find(rows, "trial/twice");
    ck_assert_ptr_nonnull(left);
    ck_assert_str_eq(left->baseline, "trial/twice");
    ck_assert_double_eq(left->ratio_to_baseline, 1);
    free(said);
    table_free(rows);
}
END_TEST

/* Killed while a kernel hangs, the measurement leaves no worker behind. */
START_TEST(a_worker_dies_with_the_program)
{
    static const implementation *const all[] = {&hang_entry};
    const planned_load load = {.load = {.n = 4096, .threads = 1}, .op = -1, .dtype = -1};
    speed_plan plan = small_plan(&load, 1);
    plan.roster = (roster){all, 1};
    plan.impls = all;
    /* Orphans become the test's own children, so that it can see them end. */
    ck_assert_int_eq(prctl(PR_SET_CHILD_SUBREAPER, 1), 0);
    const pid_t program = fork();
    ck_assert_int_ge(program, 0);
    if (program == 0)
        _exit(speed_measure(&plan, table_new(&speed_schema)));
    sleep(1);
    ck_assert_int_eq(kill(program, SIGKILL), 0);
    int status;
    ck_assert_int_eq(waitpid(program, &status, 0), program);
    ck_assert_int_gt(waitpid(-1, &status, 0), 0);
    ck_assert(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
}
END_TEST

SUITE(speed_measure, 30, twice_the_work_takes_twice_as_long, every_mode_and_placement_gives_rows,
      beyond_the_caches_the_yardstick_is_a_streaming_copy, the_cost_of_a_call_is_told_from_that_of_its_elements,
      a_crash_is_told_and_costs_only_its_own_group, whoever_does_not_come_back_is_named_once_and_the_others_go_on,
      a_worker_dies_with_the_program);
