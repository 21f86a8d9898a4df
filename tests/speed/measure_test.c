/* The whole measurement on small kernels whose true order is known. */
#include "speed/fixtures.h"
#include "speed/speed.h"
#include "suite.h"

#include <math.h>
#include <string.h>

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

static const implementation light_entry = {.name = "trial/naive", .dtype = DTYPE_F32, .kernel.f32 = light};
static const implementation heavy_entry = {.name = "trial/twice", .dtype = DTYPE_F32, .kernel.f32 = heavy};
static const implementation crash_entry = {
    .name = "broken/naive", .dtype = DTYPE_F32, .kernel.f32 = crashing};
static const implementation *const known[] = {&light_entry, &heavy_entry, &crash_entry};

static speed_plan small_plan(const planned_load *load, size_t impl_count)
{
    return (speed_plan){.run_id = "test",
                        .roster = {known, 3},
                        .impls = known,
                        .impl_count = impl_count,
                        .loads = load,
                        .load_count = 1,
                        .alpha = (double)NAN,
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
    const planned_load load = {{.n = 4096, .threads = 1}, -1, -1};
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

START_TEST(every_mode_and_placement_gives_rows)
{
    static const planned_load loads[] = {
        {{.n = 64, .threads = 1}, -1, -1},
        {{.n = 5000, .placement = PLACEMENT_IN, .threads = 1}, -1, -1},
        {{.n = 1, .mode = MODE_LATENCY, .threads = 1}, -1, -1},
        {{.n = 4096, .mode = MODE_COLD, .threads = 1}, -1, -1},
    };
    speed_plan plan = small_plan(loads, 2);
    plan.load_count = sizeof loads / sizeof loads[0];
    plan.seconds = 1;
    table *rows = table_new(&speed_schema);
    ck_assert_int_eq(speed_measure(&plan, rows), 0);
    ck_assert_uint_eq(rows->count, plan.load_count * (2 + FIXTURE_COUNT));
    for (size_t i = 0; i < rows->count; i++) {
        const speed_row *row = table_row(rows, i);
        ck_assert_double_gt(row->ns_per_element, 0);
        ck_assert_double_gt(row->ratio_to_copy, 0);
    }
    table_free(rows);
}
END_TEST

START_TEST(a_crash_is_told_and_costs_only_its_own_group)
{
    const planned_load load = {{.n = 4096, .threads = 1}, -1, -1};
    const speed_plan plan = small_plan(&load, 3);
    table *rows = table_new(&speed_schema);
    ck_assert_int_eq(speed_measure(&plan, rows), 1);
    ck_assert_ptr_nonnull(find(rows, "trial/twice"));
    ck_assert_ptr_null(find(rows, "broken/naive"));
    table_free(rows);
}
END_TEST

SUITE(speed_measure, 30, twice_the_work_takes_twice_as_long, every_mode_and_placement_gives_rows,
      a_crash_is_told_and_costs_only_its_own_group);
