/* What is made of speed rows: Google Benchmark's form, the comparison, instruction counts. */
#include "environment/environment.h"
#include "report/comparison.h"
#include "report/google_benchmark.h"
#include "rows/rows.h"
#include "speed/estimate.h"
#include "suite.h"
#include "support/length.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static speed_row row_of(const char *impl, double ns, double ratio)
{
    speed_row row = {.n = 4096,
                     .threads = 1,
                     .processes = 9,
                     .ns_per_element = ns,
                     .gb_per_s = 8 / ns,
                     .ratio_to_copy = ns / 0.03,
                     .ratio_to_baseline = ratio,
                     .ratio_low = ratio * 0.99,
                     .ratio_high = ratio * 1.01,
                     .cycles_per_element = (double)NAN,
                     .instructions_per_element = (double)NAN,
                     .noise_floor = 0.005};
    snprintf(row.impl, sizeof row.impl, "%s", impl);
    strcpy(row.function, "sigmoid");
    strcpy(row.baseline, "sigmoid/naive");
    strcpy(row.op, "forward");
    strcpy(row.dtype, "f32");
    strcpy(row.distribution, "N(0,4)");
    strcpy(row.placement, "out_of_place");
    strcpy(row.mode, "throughput");
    strcpy(row.state, "fast");
    return row;
}

static accuracy_row judged(const char *impl, double ulp, uint64_t faults)
{
    accuracy_row row = {.max_ulp = ulp, .max_ulp_normal = (double)NAN, .faults = faults};
    strcpy(row.function, "sigmoid");
    snprintf(row.impl, sizeof row.impl, "%s", impl);
    strcpy(row.op, "forward");
    strcpy(row.dtype, "f32");
    strcpy(row.inputs, "exhaustive");
    return row;
}

/* Whether the line of that implementation carries the star of the front. */
static bool on_front(const char *text, const char *variant)
{
    char starred[TEXT_NAME], plain[TEXT_NAME];
    snprintf(starred, sizeof starred, "\n  *  %s ", variant);
    snprintf(plain, sizeof plain, "\n     %s ", variant);
    ck_assert_int_ne(strstr(text, starred) != NULL, strstr(text, plain) != NULL);
    return strstr(text, starred) != NULL;
}

START_TEST(the_front_is_those_that_nothing_beats)
{
    table *speed = table_new(&speed_schema), *accuracy = table_new(&accuracy_schema);
    speed_row fast[] = {row_of("sigmoid/naive", 3, 1),       row_of("sigmoid/quick", 0.3, 0.1),
                        row_of("sigmoid/broken", 0.1, 0.03), row_of("sigmoid/beaten", 0.6, 0.2),
                        row_of("sigmoid/exact", 0.5, 0.167), row_of("sigmoid/level", 0.301, 0.1003),
                        row_of("sigmoid/other", 0.7, 0.3)};
    strcpy(fast[6].state, "slow");
    const accuracy_row right[] = {judged("sigmoid/naive", 2, 0),   judged("sigmoid/quick", 4, 0),
                                  judged("sigmoid/broken", 1, 3),  judged("sigmoid/beaten", 4, 0),
                                  judged("sigmoid/exact", 0.5, 0), judged("sigmoid/level", 4, 0),
                                  judged("sigmoid/other", 4, 0)};
    for (size_t i = 0; i < LENGTH(fast); i++) {
        table_append(speed, &fast[i]);
        table_append(accuracy, &right[i]);
    }
    char *text;
    size_t size;
    FILE *to = open_memstream(&text, &size);
    table *rows = comparison_of("sigmoid", accuracy, speed);
    comparison_print(rows, to);
    table_free(rows);
    fclose(to);
    ck_assert(on_front(text, "quick"));
    ck_assert(on_front(text, "exact"));
    ck_assert(on_front(text, "level")); /* slower than quick by less than can be told */
    ck_assert(on_front(text, "other")); /* timed in another state of the machine: nothing can be said */
    ck_assert(!on_front(text, "naive"));
    ck_assert(!on_front(text, "beaten"));
    ck_assert(!on_front(text, "broken"));
    free(text);
    table_free(speed);
    table_free(accuracy);
}
END_TEST

/* quick@avx512 was judged on a sample, which misses quick's worst; both are the same code there. */
START_TEST(neither_a_sample_nor_an_own_version_shuts_anybody_out)
{
    table *speed = table_new(&speed_schema), *accuracy = table_new(&accuracy_schema);
    const speed_row timed[] = {row_of("sigmoid/naive", 3, 1),
                               row_of("sigmoid/quick", 0.31, 0.1033),
                               row_of("sigmoid/quick@avx512", 0.3, 0.1),
                               row_of("sigmoid/peer", 0.2, 0.0667),
                               row_of("sigmoid/sampled", 0.4, 0.133),
                               row_of("sigmoid/again@avx2", 0.25, 0.0833),
                               row_of("sigmoid/again", 0.26, 0.0867)};
    accuracy_row right[] = {judged("sigmoid/naive", 5, 0),          judged("sigmoid/quick", 2.8, 0),
                            judged("sigmoid/quick@avx512", 2.6, 0), judged("sigmoid/peer", 2.7, 0),
                            judged("sigmoid/sampled", 6, 0),        judged("sigmoid/again@avx2", 3, 0),
                            judged("sigmoid/again", 3, 0)};
    const size_t sampled[] = {2, 3, 4};
    for (size_t i = 0; i < LENGTH(sampled); i++)
        strcpy(right[sampled[i]].inputs, "stratified:1000000");
    for (size_t i = 0; i < LENGTH(timed); i++) {
        table_append(speed, &timed[i]);
        table_append(accuracy, &right[i]);
    }
    table *rows = comparison_of("sigmoid", accuracy, speed);
    static const char *const beaten[] = {"sigmoid/sampled", "sigmoid/naive"};
    for (size_t i = 0; i < rows->count; i++) {
        const comparison_row *row = table_row(rows, i);
        bool expected = true;
        for (size_t k = 0; k < LENGTH(beaten); k++)
            expected = expected && strcmp(beaten[k], row->impl) != 0;
        ck_assert_msg((strcmp(row->pareto, "yes") == 0) == expected, "%s: %s", row->impl, row->pareto);
    }
    table_free(rows);
    table_free(speed);
    table_free(accuracy);
}
END_TEST

/* A library that flushes subnormal results on purpose is far off there, and may be the most exact elsewhere. */
START_TEST(each_reading_of_the_error_has_its_front)
{
    table *speed = table_new(&speed_schema), *accuracy = table_new(&accuracy_schema);
    const speed_row times[] = {row_of("sigmoid/wrong", 0.7, 0.22), row_of("sigmoid/flushing", 0.5, 0.16),
                               row_of("sigmoid/quick", 0.3, 0.1)};
    accuracy_row errors[] = {judged("sigmoid/wrong", 8e6, 0), judged("sigmoid/flushing", 8e6, 0),
                             judged("sigmoid/quick", 4, 0)};
    const double normal[] = {8e6, 0.6, 4};
    static const char *const fronts[][2] = {{"yes", "yes"}, {"no", "yes"}, {"no", "no"}};
    for (size_t i = 0; i < 3; i++) {
        errors[i].max_ulp_normal = normal[i];
        table_append(speed, &times[i]);
        table_append(accuracy, &errors[i]);
    }
    table *rows = comparison_of("sigmoid", accuracy, speed);
    ck_assert_uint_eq(rows->count, 3);
    for (size_t i = 0; i < 3; i++) {
        const comparison_row *row = table_row(rows, i);
        ck_assert_str_eq(row->pareto, fronts[i][0]);
        ck_assert_str_eq(row->pareto_normal, fronts[i][1]);
        ck_assert_double_eq(row->max_ulp_normal, normal[2 - i]);
    }
    table_free(rows);
    table_free(speed);
    table_free(accuracy);
}
END_TEST

/* A twin, as the fixtures are, and one region beside the usual inputs. */
START_TEST(a_comparison_is_rows_of_rivals_in_their_order)
{
    table *speed = table_new(&speed_schema), *accuracy = table_new(&accuracy_schema);
    speed_row twin = row_of("twin/a", 1, 1), region = row_of("sigmoid/quick", 0.25, 0.1),
              latency = row_of("sigmoid/quick", 7, 0.1), large = row_of("sigmoid/quick", 0.4, 0.1), largest = large;
    strcpy(twin.function, "twin");
    strcpy(region.distribution, "near 0");
    strcpy(latency.mode, "latency");
    latency.n = 1;
    large.n = 16384;
    largest.n = 1 << 24;
    largest.ratio_to_copy = 1.5;
    const speed_row slow = row_of("sigmoid/naive", 3, 1), quick = row_of("sigmoid/quick", 0.3, 0.1);
    const accuracy_row right = judged("sigmoid/quick", 4, 0);
    const speed_row *const all[] = {&latency, &twin, &slow, &region, &quick, &large, &largest};
    for (size_t i = 0; i < LENGTH(all); i++)
        table_append(speed, all[i]);
    table_append(accuracy, &right);
    table *rows = comparison_of("sigmoid", accuracy, speed);
    ck_assert_uint_eq(rows->count, 2);
    const comparison_row *first = table_row(rows, 0), *second = table_row(rows, 1);
    ck_assert_str_eq(first->impl, "sigmoid/quick");
    ck_assert_uint_eq(first->rank, 1);
    ck_assert_str_eq(first->pareto, "yes");
    ck_assert_double_eq(first->max_ulp, 4);
    ck_assert_double_eq(first->ns_per_element, 0.3);
    ck_assert_double_eq(first->ratio_low, 0.1 * 0.99);
    ck_assert_double_eq(first->ns_near_0, 0.25);
    ck_assert_double_nan(first->ns_middle);
    ck_assert_double_eq(first->latency_ns, 7);
    ck_assert_double_eq(first->beyond_ratio_to_copy, 1.5);
    ck_assert_str_eq(second->impl, "sigmoid/naive");
    ck_assert_str_eq(second->pareto, "no");
    ck_assert_double_nan(second->max_ulp); /* not judged */
    ck_assert_uint_eq(second->faults, COUNT_UNMEASURED);
    table_free(rows);
    table_free(speed);
    table_free(accuracy);
}
END_TEST

/* `compare --n 512` has no usual workload. */
START_TEST(any_workload_can_rank)
{
    table *speed = table_new(&speed_schema);
    speed_row slow = row_of("sigmoid/naive", 3, 1), quick = row_of("sigmoid/quick", 0.3, 0.1);
    slow.n = quick.n = 512;
    table_append(speed, &slow);
    table_append(speed, &quick);
    table *rows = comparison_of("sigmoid", NULL, speed);
    ck_assert_uint_eq(rows->count, 2);
    ck_assert_str_eq(((const comparison_row *)table_row(rows, 0))->impl, "sigmoid/quick");
    table_free(rows);
    table_free(speed);
}
END_TEST

START_TEST(google_benchmark_gets_times_of_a_call_and_no_nan)
{
    char dir[] = "/tmp/speed_test.XXXXXX", path[64], text[4096];
    ck_assert_ptr_nonnull(mkdtemp(dir));
    table *speed = table_new(&speed_schema), *environment = table_new(&environment_schema);
    const speed_row row = row_of("sigmoid/naive", 2, 1);
    table_append(speed, &row);
    environment_add(environment, "cpu_model", "a \"quoted\" name");
    environment_add(environment, "load_average", "1.50 2.50 3.50");
    ck_assert_int_eq(google_benchmark_write(speed, environment, dir), 0);
    snprintf(path, sizeof path, "%s/speed.json", dir);
    FILE *file = fopen(path, "r");
    ck_assert_ptr_nonnull(file);
    text[fread(text, 1, sizeof text - 1, file)] = '\0';
    fclose(file);
    unlink(path);
    rmdir(dir);
    ck_assert_ptr_nonnull(strstr(text, "\"real_time\": 8192,"));
    ck_assert_ptr_nonnull(strstr(text, "\"time_unit\": \"ns\""));
    ck_assert_ptr_nonnull(strstr(text, "\"load_avg\": [1.5, 2.5, 3.5]"));
    ck_assert_ptr_nonnull(strstr(text, "a \\\"quoted\\\" name"));
    ck_assert_ptr_null(strstr(text, "nan"));
    ck_assert_ptr_null(strstr(text, "cycles_per_element"));
    table_free(speed);
    table_free(environment);
}
END_TEST

START_TEST(a_verdict_needs_the_whole_interval_beyond_the_noise)
{
    ck_assert_str_eq(verdict_of((bounded_median){1.03, 1.02, 1.04}, 0.005), "slower");
    ck_assert_str_eq(verdict_of((bounded_median){0.97, 0.96, 0.98}, 0.005), "faster");
    ck_assert_str_eq(verdict_of((bounded_median){1.03, 0.99, 1.07}, 0.005), "cannot tell");
    ck_assert_str_eq(verdict_of((bounded_median){0.97, 0.93, 1.01}, 0.005), "cannot tell");
    ck_assert_str_eq(verdict_of((bounded_median){1.03, 1.02, 1.04}, 0.025), "cannot tell");
    ck_assert_str_eq(verdict_of((bounded_median){0.97, 0.96, 0.98}, 0.025), "cannot tell");
    ck_assert_str_eq(verdict_of((bounded_median){1.03, (double)NAN, (double)NAN}, 0.005), "cannot tell");
    ck_assert_str_eq(verdict_of((bounded_median){1.03, 1.02, 1.04}, (double)NAN), "cannot tell");
}
END_TEST

SUITE(speed_outputs, 10, the_front_is_those_that_nothing_beats, neither_a_sample_nor_an_own_version_shuts_anybody_out,
      each_reading_of_the_error_has_its_front, a_comparison_is_rows_of_rivals_in_their_order, any_workload_can_rank,
      google_benchmark_gets_times_of_a_call_and_no_nan, a_verdict_needs_the_whole_interval_beyond_the_noise);
