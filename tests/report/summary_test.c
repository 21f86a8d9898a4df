/* The summary as it is seen, and what it must never do: round a maximum down, or pass a sample off as all
 * inputs. */
#include "report/summary.h"

#include "rows/rows.h"
#include "scratch.h"
#include "suite.h"
#include "support/length.h"
#include "support/status.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const accuracy_row naive_accuracy = {.function = "sigmoid",
                                            .op = "forward",
                                            .dtype = "f32",
                                            .impl = "sigmoid/naive",
                                            .inputs = "all",
                                            .method = "exhaustive",
                                            .n = 1ull << 32,
                                            .max_ulp = 12345678.9,
                                            .max_ulp_x = "-0x1.62e43p+6",
                                            .misrounded = 1000000000,
                                            .faults = 2,
                                            .non_monotone = 123456,
                                            .claimed_bound_ulp = NAN};

static const speed_row naive_speed = {.function = "sigmoid",
                                      .op = "forward",
                                      .dtype = "f32",
                                      .impl = "sigmoid/naive",
                                      .distribution = "normal(0,4)",
                                      .n = 4096,
                                      .placement = "out_of_place",
                                      .mode = "throughput",
                                      .ns_per_element = 1.7604,
                                      .ratio_to_copy = 58.3,
                                      .baseline = "sigmoid/naive",
                                      .ratio_to_baseline = 1,
                                      .ratio_low = NAN,
                                      .ratio_high = NAN};

static void add_accuracy(table *t, accuracy_row row, const char *impl, double max_ulp, double claimed)
{
    strcpy(row.impl, impl);
    row.max_ulp = max_ulp;
    row.claimed_bound_ulp = claimed;
    row.non_monotone = row.faults = 0;
    row.misrounded = 7;
    table_append(t, &row);
}

static void add_speed(table *t, speed_row row, const char *impl, uint64_t n, double ratio, double low, double high)
{
    strcpy(row.impl, impl);
    row.n = n;
    row.ratio_to_baseline = ratio;
    row.ratio_low = low;
    row.ratio_high = high;
    table_append(t, &row);
}

static char *printed(const table *accuracy, const table *speed)
{
    char *text;
    size_t size;
    FILE *out = open_memstream(&text, &size);
    summary_print(accuracy, speed, out);
    fclose(out);
    return text;
}

static const char example[] =
    "\n"
    "sigmoid forward f32; errors over all 4294967296 inputs; speed at n = 4096, normal(0,4)\n"
    "  implementation  ns/elem  x memcpy      x naive   max ULP     at x  misrounded  faults  monotone\n"
    "  -----------------------------------------------------------------------------------------------\n"
    "  naive             1.760     58.30        1.000  1.24e+07  -88.723      23.28%       2    123456\n"
    "  stable            1.760     58.30  1.210 ±0.9%   2.391 !  -88.723      <0.01%       0       yes\n"
    "  exact                 -         -            -     0.500  -88.723      <0.01%       0       yes\n"
    "  xnnpack           1.760     58.30   12.10 ±18%         -        -           -       -         -\n"
    "  ! above the bound that the implementation claims\n"
    "\n"
    "  ns/elem at  n = 16777216  x memcpy  x naive\n"
    "  -------------------------------------------\n"
    "  naive              1.760     58.30    9.000\n"
    "\n"
    "elu(alpha=1) gradient f64; errors over 5000000 inputs (stratified:10000)\n"
    "  implementation  max ULP     at x  misrounded  faults   monotone\n"
    "  ---------------------------------------------------------------\n"
    "  from_output     >=0.813  -88.723      <0.01%       0  none seen\n";

static void make_example(table **accuracy, table **speed)
{
    *accuracy = table_new(&accuracy_schema);
    table_append(*accuracy, &naive_accuracy);
    add_accuracy(*accuracy, naive_accuracy, "sigmoid/stable", 2.3901, 2);
    add_accuracy(*accuracy, naive_accuracy, "sigmoid/exact", 0.49999999, 0.5);
    const accuracy_row elu = {.function = "elu",
                              .op = "gradient",
                              .dtype = "f64",
                              .params = "alpha=1",
                              .inputs = "stratified:10000",
                              .method = "stratified",
                              .n = 5000000,
                              .max_ulp_x = "-0x1.62e43p+6"};
    add_accuracy(*accuracy, elu, "elu/from_output", 0.8125, NAN);

    *speed = table_new(&speed_schema);
    add_speed(*speed, naive_speed, "sigmoid/naive", 1 << 24, 9, NAN, NAN); /* another size: below the usual one */
    table_append(*speed, &naive_speed);
    add_speed(*speed, naive_speed, "sigmoid/stable", 4096, 1.21, 1.2, 1.215);
    add_speed(*speed, naive_speed, "sigmoid/stable", 4096, 5, NAN, NAN); /* measured again: not shown */
    add_speed(*speed, naive_speed, "sigmoid/xnnpack", 4096, 12.1, 10, 12.2);
}

START_TEST(looks_as_it_should)
{
    table *accuracy, *speed;
    make_example(&accuracy, &speed);
    char *text = printed(accuracy, speed);
    ck_assert_str_eq(text, example);
    free(text);
    table_free(accuracy);
    table_free(speed);
}
END_TEST

START_TEST(files_give_the_same_summary)
{
    char *dir = scratch_new();
    table *accuracy, *speed, *read_accuracy, *read_speed;
    make_example(&accuracy, &speed);
    ck_assert_int_eq(table_write(accuracy, dir), STATUS_GOOD);
    ck_assert_int_eq(table_write(speed, dir), STATUS_GOOD);
    ck_assert_int_eq(table_read(&accuracy_schema, dir, &read_accuracy), STATUS_GOOD);
    ck_assert_int_eq(table_read(&speed_schema, dir, &read_speed), STATUS_GOOD);
    char *text = printed(read_accuracy, read_speed);
    ck_assert_str_eq(text, example);
    free(text);
    table_free(accuracy);
    table_free(speed);
    table_free(read_accuracy);
    table_free(read_speed);
    scratch_free(dir);
}
END_TEST

START_TEST(either_half_stands_alone)
{
    table *accuracy, *speed;
    make_example(&accuracy, &speed);
    char *errors = printed(accuracy, NULL), *times = printed(NULL, speed), *nothing = printed(NULL, NULL);
    ck_assert_ptr_nonnull(strstr(errors, "1.24e+07"));
    ck_assert_ptr_null(strstr(errors, "xnnpack"));
    ck_assert_ptr_nonnull(strstr(times, "xnnpack"));
    ck_assert_ptr_null(strstr(times, "elu"));
    ck_assert_str_eq(nothing, "");
    free(errors);
    free(times);
    free(nothing);
    table_free(accuracy);
    table_free(speed);
}
END_TEST

static speed_row under(uint64_t n, const char *mode, const char *placement, const char *distribution)
{
    speed_row row = naive_speed;
    row.n = n;
    strcpy(row.mode, mode);
    strcpy(row.placement, placement);
    strcpy(row.distribution, distribution);
    row.ns_low = 1.75;
    row.ns_high = 1.77;
    return row;
}

static const char *const unusual = "\n"
                                   "sigmoid forward f32; speed at n = 512, N(0,4)\n"
                                   "  implementation      ns/elem  x memcpy  x naive  verdict\n"
                                   "  -------------------------------------------------------\n"
                                   "  naive           1.760 ±0.6%     58.30    1.000  -\n"
                                   "\n"
                                   "sigmoid forward f32; speed at N(0,4), latency\n"
                                   "  implementation      ns/elem  x memcpy      x naive  verdict\n"
                                   "  -----------------------------------------------------------\n"
                                   "  naive           1.760 ±0.6%     58.30        1.000  -\n"
                                   "  stable          1.760 ±0.6%     58.30  1.200 ±0.9%  slower\n"
                                   "\n"
                                   "sigmoid forward f32; speed at n = 512, N(0,4), cold, in place\n"
                                   "  implementation      ns/elem  x memcpy  x naive  verdict\n"
                                   "  -------------------------------------------------------\n"
                                   "  naive           1.760 ±0.6%     58.30    1.000  -\n";

START_TEST(an_unusual_workload_has_a_table_of_its_own)
{
    table *speed = table_new(&speed_schema);
    const speed_row near = under(512, "throughput", "out_of_place", "N(0,4)"),
                    cold = under(512, "cold", "in_place", "N(0,4)");
    speed_row latency = under(1, "latency", "out_of_place", "N(0,4)");
    table_append(speed, &near);
    table_append(speed, &latency);
    table_append(speed, &cold);
    strcpy(latency.verdict, "slower");
    add_speed(speed, latency, "sigmoid/stable", 1, 1.2, 1.19, 1.21);
    char *text = printed(NULL, speed);
    ck_assert_str_eq(text, unusual);
    free(text);
    table_free(speed);
}
END_TEST

/* Whatever is measured first, n = 4096 leads, and the others are titled by what they differ in. */
START_TEST(further_workloads_follow_the_usual_one)
{
    static const char *const expected = "\n"
                                        "sigmoid forward f32; speed at n = 4096, N(0,4)\n"
                                        "  implementation      ns/elem  x memcpy  x naive  verdict\n"
                                        "  -------------------------------------------------------\n"
                                        "  naive           1.760 ±0.6%     58.30    1.000  -\n"
                                        "\n"
                                        "  ns/elem at  latency  x memcpy  x naive  in place  x memcpy  x naive\n"
                                        "  -------------------------------------------------------------------\n"
                                        "  naive         1.760     58.30    1.000     1.760     58.30    1.000\n"
                                        "\n"
                                        "  ns/elem at  near 0  x memcpy  x naive\n"
                                        "  -------------------------------------\n"
                                        "  naive        1.760     58.30    1.000\n";
    const speed_row rows[] = {
        under(1, "latency", "out_of_place", "N(0,4)"), under(4096, "throughput", "out_of_place", "N(0,4)"),
        under(4096, "throughput", "in_place", "N(0,4)"), under(4096, "throughput", "out_of_place", "near 0")};
    table *speed = table_new(&speed_schema);
    for (size_t i = 0; i < LENGTH(rows); i++)
        table_append(speed, &rows[i]);
    char *text = printed(NULL, speed);
    ck_assert_str_eq(text, expected);
    free(text);
    table_free(speed);
}
END_TEST

/* The maximum printed for the implementation x. */
static double max_ulp_in(const char *text)
{
    double shown = NAN;
    sscanf(text, "%*[^-]%*[- \n]x %lf", &shown); /* titles, rule, row */
    return shown;
}

START_TEST(a_maximum_is_never_printed_too_small)
{
    for (double max_ulp = 1e-9; max_ulp < 1e12; max_ulp *= 1.37) {
        table *t = table_new(&accuracy_schema);
        add_accuracy(t, naive_accuracy, "sigmoid/x", max_ulp, NAN);
        char *text = printed(t, NULL);
        const double shown = max_ulp_in(text);
        ck_assert_msg(shown >= max_ulp && shown <= max_ulp * 1.01 + 0.001, "%g for %g", shown, max_ulp);
        free(text);
        table_free(t);
    }
}
END_TEST

START_TEST(lines_keep_to_their_width)
{
    table *accuracy = table_new(&accuracy_schema), *speed = table_new(&speed_schema);
    accuracy_row a = naive_accuracy;
    strcpy(a.max_ulp_x, "-0x1.fffffep-127");
    a.faults = 16777214;
    a.non_monotone = 123456789;
    strcpy(a.impl, "sigmoid/a_name_of_20_letters");
    table_append(accuracy, &a);
    speed_row s = naive_speed;
    s.ns_per_element = 315;
    s.ratio_to_copy = 10500;
    add_speed(speed, s, a.impl, 4096, 123.456, 100, 123.5);
    add_speed(speed, s, a.impl, 1 << 30, 123.456, 100, 123.5);
    strcpy(s.mode, "latency");
    add_speed(speed, s, a.impl, 1, 123.456, 100, 123.5);
    char *text = printed(accuracy, speed);
    ck_assert_ptr_nonnull(strstr(text, "-----"));
    for (char *line = strtok(text, "\n"); line != NULL; line = strtok(NULL, "\n"))
        ck_assert_uint_le(strlen(line), 110 + 2); /* ± takes two bytes */
    free(text);
    table_free(accuracy);
    table_free(speed);
}
END_TEST

SUITE(summary, 10, looks_as_it_should, files_give_the_same_summary, either_half_stands_alone,
      an_unusual_workload_has_a_table_of_its_own, further_workloads_follow_the_usual_one,
      a_maximum_is_never_printed_too_small, lines_keep_to_their_width);
