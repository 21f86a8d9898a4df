/* Faults planted between two runs are each named; what did not change is not. */
#include "environment/environment.h"
#include "gate/gate.h"
#include "gate/gate_print.h"
#include "scratch.h"
#include "suite.h"
#include "support/length.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static accuracy_row accuracy_example(const char *impl)
{
    accuracy_row row = {
        .n = 1000, .max_ulp = 1.5, .mean_ulp = 0.25, .misrounded = 10, .claimed_bound_ulp = (double)NAN};
    snprintf(row.impl, sizeof row.impl, "%s", impl);
    strcpy(row.function, "sigmoid");
    strcpy(row.op, "forward");
    strcpy(row.dtype, "f32");
    strcpy(row.inputs, "exhaustive");
    strcpy(row.max_ulp_x, "0x1p+3");
    return row;
}

static speed_row speed_example(const char *impl, const char *baseline, double copy, double ratio)
{
    speed_row row = {.n = 4096,
                     .ns_per_element = copy * 0.03,
                     .ratio_to_copy = copy,
                     .copy_low = copy * 0.995,
                     .copy_high = copy * 1.005,
                     .ratio_to_baseline = ratio,
                     .ratio_low = ratio * 0.995,
                     .ratio_high = ratio * 1.005,
                     .threads = 1,
                     .noise_floor = 0.005};
    snprintf(row.impl, sizeof row.impl, "%s", impl);
    snprintf(row.baseline, sizeof row.baseline, "%s", baseline);
    strcpy(row.op, "forward");
    strcpy(row.dtype, "f32");
    strcpy(row.distribution, "N(0,4)");
    strcpy(row.mode, "throughput");
    strcpy(row.placement, "out_of_place");
    strcpy(row.state, "fast");
    return row;
}

enum { NAIVE, FAST, TWIN, COPY };

static stored_run example(void)
{
    stored_run run = {table_new(&environment_schema), table_new(&accuracy_schema), table_new(&speed_schema),
                      table_new(&instructions_schema)};
    environment_add(run.environment, "run_id", "example");
    environment_add(run.environment, "libc", "2.36");
    environment_add(run.environment, "cpu_model", "one");
    const accuracy_row accurate[] = {accuracy_example("sigmoid/naive"), accuracy_example("sigmoid/fast")};
    for (size_t i = 0; i < 2; i++)
        table_append(run.accuracy, &accurate[i]);
    const speed_row fast[] = {
        [NAIVE] = speed_example("sigmoid/naive", "sigmoid/naive", 60, 1),
        [FAST] = speed_example("sigmoid/fast", "sigmoid/naive", 4, 4.0 / 60),
        [TWIN] = speed_example("twin/a", "memcpy/libc", 60, 60),
        [COPY] = speed_example("memcpy/libc", "memcpy/libc", 1, 1),
    };
    for (size_t i = 0; i < LENGTH(fast); i++)
        table_append(run.speed, &fast[i]);
    instructions_row counted = {.n = 4096, .instructions_per_element = 40};
    strcpy(counted.impl, "sigmoid/naive");
    table_append(run.instructions, &counted);
    return run;
}

static accuracy_row *accuracy_at(stored_run *run, size_t i)
{
    return (accuracy_row *)(void *)run->accuracy->rows + i;
}

static speed_row *speed_at(stored_run *run, size_t i)
{
    return (speed_row *)(void *)run->speed->rows + i;
}

static void slow_down(speed_row *row, double factor)
{
    double *const figures[] = {&row->ratio_to_copy,     &row->copy_low,  &row->copy_high,
                               &row->ratio_to_baseline, &row->ratio_low, &row->ratio_high};
    const size_t own = strcmp(row->impl, row->baseline) == 0 ? 3 : 6;
    for (size_t i = 0; i < own; i++)
        *figures[i] *= factor;
}

/* Judges and frees both runs; the verdict counts, the first row and the status are kept. */
static struct {
    int status;
    size_t rows, failed;
    gate_row first;
} said;

static void judge(stored_run base, stored_run now)
{
    const gate_terms terms = {.tolerance = 0.05};
    table *rows = table_new(&gate_schema);
    memset(&said, 0, sizeof said);
    said.status = gate_judge(&base, &now, &terms, rows);
    said.rows = rows->count;
    for (size_t i = 0; i < rows->count; i++) {
        const gate_row *row = table_row(rows, i);
        said.failed += strcmp(row->verdict, "worse") == 0 || strcmp(row->verdict, "missing") == 0;
    }
    if (rows->count > 0)
        said.first = *(const gate_row *)table_row(rows, 0);
    table_free(rows);
    stored_run_free(&base);
    stored_run_free(&now);
}

static void expect_one_failure(const char *verdict, const char *check, const char *impl, const char *detail)
{
    ck_assert_int_eq(said.status, 1);
    ck_assert_uint_eq(said.failed, 1);
    ck_assert_str_eq(said.first.verdict, verdict);
    ck_assert_str_eq(said.first.check, check);
    ck_assert_ptr_nonnull(strstr(said.first.subject, impl));
    ck_assert_msg(strstr(said.first.detail, detail) != NULL, "'%s' lacks '%s'", said.first.detail, detail);
}

static char *printed(void (*print)(const table *, FILE *), const stored_run *base, const stored_run *now)
{
    const gate_terms terms = {.tolerance = 0.05};
    table *rows = table_new(&gate_schema);
    char *text;
    size_t size;
    FILE *to = open_memstream(&text, &size);
    gate_judge(base, now, &terms, rows);
    print(rows, to);
    fclose(to);
    table_free(rows);
    return text;
}

START_TEST(an_unchanged_run_passes)
{
    judge(example(), example());
    ck_assert_int_eq(said.status, 0);
    ck_assert_uint_eq(said.rows, 5); /* two of accuracy, two of speed, one count; the yardsticks are not judged */
    ck_assert_str_eq(said.first.verdict, "same");
}
END_TEST

START_TEST(one_ulp_lost_is_worse)
{
    stored_run now = example();
    accuracy_at(&now, 1)->max_ulp = 2.5;
    judge(example(), now);
    expect_one_failure("worse", "accuracy", "sigmoid/fast", "max_ulp 1.5 -> 2.5, largest at 0x1p+3");
}
END_TEST

START_TEST(one_more_misrounded_input_is_worse)
{
    stored_run now = example();
    accuracy_at(&now, 0)->misrounded++;
    judge(example(), now);
    expect_one_failure("worse", "accuracy", "sigmoid/naive", "misrounded 10 -> 11");
}
END_TEST

START_TEST(a_nan_fault_is_worse)
{
    stored_run now = example();
    accuracy_at(&now, 0)->faults = 1;
    strcpy(accuracy_at(&now, 0)->first_fault_x, "-0x1.5p+6");
    judge(example(), now);
    expect_one_failure("worse", "accuracy", "sigmoid/naive", "faults 0 -> 1, first fault at -0x1.5p+6");
}
END_TEST

START_TEST(a_figure_that_became_nan_is_worse)
{
    stored_run now = example();
    accuracy_at(&now, 0)->max_ulp = (double)NAN;
    judge(example(), now);
    expect_one_failure("worse", "accuracy", "sigmoid/naive", "max_ulp 1.5 -> ");
}
END_TEST

START_TEST(a_better_figure_passes)
{
    stored_run now = example();
    accuracy_at(&now, 0)->max_ulp = 0.5;
    judge(example(), now);
    ck_assert_int_eq(said.status, 0);
    ck_assert_str_eq(said.first.verdict, "better");
}
END_TEST

START_TEST(a_missing_row_fails)
{
    stored_run now = example();
    now.accuracy->count--;
    judge(example(), now);
    expect_one_failure("missing", "accuracy", "sigmoid/fast", "not");
    now = example();
    strcpy(speed_at(&now, FAST)->impl, "sigmoid/renamed");
    judge(example(), now);
    expect_one_failure("missing", "speed", "sigmoid/fast", "not");
}
END_TEST

START_TEST(a_missing_file_fails)
{
    stored_run now = example();
    table_free(now.speed);
    now.speed = NULL;
    judge(example(), now);
    expect_one_failure("missing", "speed", "all rows", "file");
}
END_TEST

START_TEST(ten_percent_slower_fails)
{
    stored_run now = example();
    slow_down(speed_at(&now, FAST), 1.1);
    judge(example(), now);
    expect_one_failure("worse", "speed", "sigmoid/fast", "+10.0%");
}
END_TEST

/* The baseline has no ratio to itself: the harness's own kernel stands in. */
START_TEST(a_slower_baseline_fails_alone)
{
    stored_run now = example();
    slow_down(speed_at(&now, NAIVE), 1.1);
    speed_at(&now, FAST)->ratio_to_baseline /= 1.1;
    speed_at(&now, FAST)->ratio_low /= 1.1;
    speed_at(&now, FAST)->ratio_high /= 1.1;
    judge(example(), now);
    expect_one_failure("worse", "speed", "sigmoid/naive", "twin/a by +10.0%");
}
END_TEST

/* memcpy got faster: every ratio to it grows, and nothing is wrong with the kernels. */
START_TEST(a_faster_memcpy_fails_nothing)
{
    stored_run now = example();
    const size_t rows[] = {NAIVE, FAST, TWIN};
    for (size_t i = 0; i < 3; i++) {
        speed_row *row = speed_at(&now, rows[i]);
        row->ratio_to_copy *= 1.2, row->copy_low *= 1.2, row->copy_high *= 1.2;
    }
    judge(example(), now);
    ck_assert_int_eq(said.status, 0);
    ck_assert_str_eq(said.first.verdict, "same");
}
END_TEST

START_TEST(within_tolerance_or_noise_nothing_fails)
{
    stored_run now = example();
    slow_down(speed_at(&now, FAST), 1.04);
    judge(example(), now);
    ck_assert_int_eq(said.status, 0);
    now = example();
    slow_down(speed_at(&now, FAST), 1.1);
    speed_at(&now, FAST)->noise_floor = 0.2;
    judge(example(), now);
    ck_assert_int_eq(said.status, 0);
    now = example();
    slow_down(speed_at(&now, FAST), 1.1);
    speed_at(&now, FAST)->ratio_low *= 0.9;
    speed_at(&now, FAST)->copy_low *= 0.9;
    judge(example(), now);
    ck_assert_int_eq(said.status, 0);
    ck_assert_str_eq(said.first.verdict, "cannot tell");
    now = example();
    slow_down(speed_at(&now, FAST), 1.1);
    speed_at(&now, FAST)->ratio_low = speed_at(&now, FAST)->copy_low = (double)NAN;
    judge(example(), now);
    ck_assert_str_eq(said.first.verdict, "cannot tell");
    ck_assert_ptr_nonnull(strstr(said.first.detail, "+10.0%, no interval"));
    ck_assert_ptr_null(strstr(said.first.detail, "nan"));
}
END_TEST

START_TEST(another_state_of_the_machine_cannot_tell)
{
    stored_run now = example();
    slow_down(speed_at(&now, FAST), 1.5);
    strcpy(speed_at(&now, FAST)->state, "slow");
    judge(example(), now);
    ck_assert_int_eq(said.status, 0);
    ck_assert_str_eq(said.first.verdict, "cannot tell");
}
END_TEST

/* Taken in the same rounds, they need no stored run, and nothing that both trees meet can tell them apart. */
START_TEST(times_beside_the_bases_version_are_judged_alone)
{
    static const struct {
        double ratio;
        int status;
        const char *verdict;
    } cases[] = {{1.1, 1, "worse"}, {1.02, 0, "same"}, {0.9, 0, "better"}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const gate_terms terms = {.tolerance = 0.05};
        stored_run now = example();
        table *rows = table_new(&gate_schema);
        *speed_at(&now, NAIVE) = speed_example("sigmoid/naive", "sigmoid/naive%base", 60, cases[i].ratio);
        ck_assert_uint_eq(gate_versions_count(now.speed), 1);
        ck_assert_int_eq(gate_judge(NULL, &now, &terms, rows), cases[i].status);
        ck_assert_uint_eq(rows->count, 1);
        ck_assert_str_eq(((const gate_row *)table_row(rows, 0))->verdict, cases[i].verdict);
        table_free(rows);
        stored_run_free(&now);
    }
    ck_assert_uint_eq(gate_versions_count(NULL), 0);
}
END_TEST

START_TEST(more_instructions_fail)
{
    stored_run now = example();
    ((instructions_row *)(void *)now.instructions->rows)->instructions_per_element = 44;
    judge(example(), now);
    expect_one_failure("worse", "instructions", "sigmoid/naive", "+10.0%");
}
END_TEST

START_TEST(another_libm_is_said_and_not_failed)
{
    stored_run now = {0}, plain = example();
    now = example();
    table_free(now.environment);
    now.environment = table_new(&environment_schema);
    environment_add(now.environment, "libc", "2.40");
    environment_add(now.environment, "cpu_model", "other");
    accuracy_at(&now, 0)->max_ulp = 9;
    slow_down(speed_at(&now, FAST), 2);
    judge(plain, now);
    ck_assert_int_eq(said.status, 3);
    ck_assert_uint_eq(said.failed, 0);
    ck_assert_str_eq(said.first.verdict, "cannot tell");
    ck_assert_str_eq(said.first.detail, "another processor or compiler than the stored run's");
}
END_TEST

/* Three times slower, and no row that could show it: that is no pass. */
START_TEST(a_part_that_was_not_judged_is_no_pass)
{
    stored_run base = example(), now = example();
    for (size_t i = 0; i < 2; i++) {
        slow_down(speed_at(&now, i), 3);
        strcpy(speed_at(&now, i)->state, "slow");
    }
    char *lines = printed(gate_print_lines, &base, &now);
    ck_assert_ptr_nonnull(
        strstr(lines, "could not judge speed: 0 of 2 judged; the first that was not, sigmoid/naive "));
    ck_assert_ptr_nonnull(strstr(lines, "the machine's slow state"));
    ck_assert_ptr_nonnull(strstr(lines, "accuracy: 2 of 2 judged\n"));
    ck_assert_ptr_nonnull(strstr(lines, "gate: could not judge: 2 cannot tell, 3 same\n"));
    free(lines);
    judge(base, now);
    ck_assert_int_eq(said.status, 3);
    base = example();
    now = example();
    base.accuracy->count = base.instructions->count = 0;
    base.speed->count = 0;
    judge(base, now);
    ck_assert_int_eq(said.status, 3);
}
END_TEST

/* What was measured and is not any more is a loss, in every file. */
START_TEST(an_emptied_figure_is_worse)
{
    stored_run now = example();
    ((instructions_row *)(void *)now.instructions->rows)->instructions_per_element = (double)NAN;
    judge(example(), now);
    expect_one_failure("worse", "instructions", "sigmoid/naive", "40.00 -> none");
    now = example();
    speed_at(&now, FAST)->ratio_to_copy = (double)NAN;
    judge(example(), now);
    expect_one_failure("worse", "speed", "sigmoid/fast", "ratio_to_copy is empty");
    now = example();
    accuracy_at(&now, 1)->misrounded = COUNT_UNMEASURED;
    judge(example(), now);
    expect_one_failure("worse", "accuracy", "sigmoid/fast", "misrounded 10 -> none");
    stored_run base = example();
    accuracy_at(&base, 1)->misrounded = COUNT_UNMEASURED;
    judge(base, example());
    ck_assert_int_eq(said.status, 0);
}
END_TEST

/* Nobody here can mend another project's code. An earlier file says nothing of origins: the registry does. */
START_TEST(another_projects_loss_is_reported)
{
    stored_run now = example(), base = example();
    strcpy(accuracy_at(&now, 1)->origin, "peer");
    accuracy_at(&now, 1)->max_ulp = 9;
    slow_down(speed_at(&now, FAST), 2);
    judge(base, now);
    ck_assert_int_eq(said.status, 0);
    ck_assert_str_eq(said.first.verdict, "reported");
    ck_assert_ptr_nonnull(strstr(said.first.detail, "worse, of another project: max_ulp 1.5 -> 9"));
    base = example();
    strcpy(accuracy_at(&base, 1)->impl, "sigmoid/libmvec");
    now = example();
    now.accuracy->count = 1;
    judge(base, now);
    ck_assert_int_eq(said.status, 0);
    ck_assert_ptr_nonnull(strstr(said.first.detail, "missing, of another project: "));
}
END_TEST

START_TEST(what_is_gone_can_be_accepted)
{
    stored_run base = example(), now = example();
    now.accuracy->count--;
    char *lines = printed(gate_print_lines, &base, &now);
    ck_assert_ptr_nonnull(strstr(lines, "to accept it, store the run again (make baseline)"));
    free(lines);
    const gate_terms terms = {.tolerance = 0.05, .accept_missing = true};
    table *rows = table_new(&gate_schema);
    ck_assert_int_eq(gate_judge(&base, &now, &terms, rows), 0);
    ck_assert_ptr_nonnull(strstr(((const gate_row *)table_row(rows, 0))->detail, "missing, as accepted: "));
    table_free(rows);
    stored_run_free(&base);
    stored_run_free(&now);
}
END_TEST

/* On any machine, and whatever the stored run was like. */
START_TEST(a_broken_claim_fails_everywhere)
{
    stored_run base = example(), now = example();
    accuracy_at(&base, 1)->claimed_bound_ulp = accuracy_at(&now, 1)->claimed_bound_ulp = 1;
    judge(base, now);
    expect_one_failure("worse", "claim", "sigmoid/fast", "its source claims a bound of 1 ulp");
    base = example();
    now = example();
    strcpy(accuracy_at(&base, 1)->impl, "sigmoid/exact");
    strcpy(accuracy_at(&now, 1)->impl, "sigmoid/exact");
    environment_add(now.environment, "compiler", "another");
    judge(base, now);
    expect_one_failure("worse", "claim", "sigmoid/exact", "misrounded 10: an exact variant misrounds nothing");
}
END_TEST

/* The stored run has a sample, the new one every float: neither loss nor pass. */
START_TEST(other_inputs_cannot_be_compared)
{
    stored_run base = example(), now = example();
    strcpy(accuracy_at(&base, 1)->inputs, "stratified:1000");
    judge(base, now);
    ck_assert_int_eq(said.status, 0);
    ck_assert_str_eq(said.first.verdict, "cannot tell");
    ck_assert_str_eq(said.first.detail, "the new run has it on other inputs: exhaustive");
}
END_TEST

/* Judges what is left of both runs, of which `left` rows are asked for. */
static void judge_narrowed(stored_run base, stored_run now, const selection *wanted, size_t left)
{
    ck_assert_uint_eq(stored_run_narrow(&base, wanted) + stored_run_narrow(&now, wanted), left);
    judge(base, now);
}

/* Rows outside the selection are not judged, and are not missing either; the yardsticks do their work. */
START_TEST(a_selection_narrows_what_is_judged)
{
    const selection fast = {.impl = "fast", .op = -1, .dtype = -1},
                    naive = {.function = "sigmoid", .impl = "sigmoid/naive", .op = -1, .dtype = -1},
                    other = {.function = "tanh", .op = -1, .dtype = -1};
    const selection gradient = {.op = OP_GRADIENT, .dtype = -1}, wide = {.op = -1, .dtype = DTYPE_F64};
    stored_run now = example();
    accuracy_at(&now, 0)->max_ulp = 9;
    slow_down(speed_at(&now, NAIVE), 2);
    judge_narrowed(example(), now, &fast, 4);
    ck_assert_int_eq(said.status, 0);
    ck_assert_uint_eq(said.rows, 2);
    now = example();
    now.accuracy->count = 1;
    slow_down(speed_at(&now, NAIVE), 1.1);
    judge_narrowed(example(), now, &naive, 6);
    expect_one_failure("worse", "speed", "sigmoid/naive", "twin/a by +10.0%");
    now = example();
    table_free(now.instructions);
    now.instructions = NULL;
    judge_narrowed(example(), now, &fast, 4);
    ck_assert_int_eq(said.status, 0);
    judge_narrowed(example(), example(), &other, 0);
    judge_narrowed(example(), example(), &gradient, 0);
    judge_narrowed(example(), example(), &wide, 0);
}
END_TEST

START_TEST(each_form_names_the_failure)
{
    stored_run base = example(), now = example();
    accuracy_at(&now, 0)->max_ulp = 2.5;
    strcpy(accuracy_at(&now, 0)->max_ulp_x, "<|&\">");
    char *lines = printed(gate_print_lines, &base, &now), *markdown = printed(gate_print_markdown, &base, &now);
    char *junit = printed(gate_print_junit, &base, &now);
    ck_assert_str_eq(lines, "worse: accuracy: sigmoid/naive forward f32 exhaustive: max_ulp 1.5 -> 2.5, largest at "
                            "<|&\">\naccuracy: 2 of 2 judged\nspeed: 2 of 2 judged\n"
                            "instructions: 1 of 1 judged\ngate: failed: 1 worse, 4 same\n");
    ck_assert_ptr_nonnull(strstr(markdown, "| worse | accuracy | sigmoid/naive forward f32 exhaustive | "));
    ck_assert_ptr_nonnull(strstr(markdown, "<\\|&\">"));
    ck_assert_ptr_nonnull(strstr(junit, "tests=\"5\" failures=\"1\""));
    ck_assert_ptr_nonnull(strstr(junit, "&lt;|&amp;&quot;&gt;\"/>"));
    free(lines);
    free(markdown);
    free(junit);
    stored_run_free(&base);
    stored_run_free(&now);
}
END_TEST

/* What a job's summary has room for; the new are told with what decides whether they are welcome. */
START_TEST(a_summary_begins_with_the_verdict_and_is_short)
{
    stored_run base = example(), now = example();
    for (int i = 0; i < 100; i++) {
        char impl[32];
        snprintf(impl, sizeof impl, "sigmoid/new%d", i);
        const accuracy_row fresh = accuracy_example(impl);
        speed_row timed = speed_example(impl, "sigmoid/naive", 4, 4.0 / 60);
        strcpy(timed.function, "sigmoid");
        table_append(now.accuracy, &fresh);
        table_append(now.speed, &timed);
    }
    char *summary = printed(gate_print_markdown, &base, &now);
    size_t lines = 0;
    for (const char *c = summary; *c != '\0'; c++)
        lines += *c == '\n';
    ck_assert_uint_le(lines, 41);
    ck_assert_uint_ge(lines, 30);
    ck_assert_int_eq(strncmp(summary, "### gate: passed: 200 new", 25), 0);
    ck_assert_ptr_nonnull(strstr(summary, "max_ulp 1.5, faults 0, 0.12 ns an element (n = 4096) |"));
    ck_assert_ptr_nonnull(strstr(summary, " more: `actbench gate` lists them"));
    free(summary);
    stored_run_free(&base);
    stored_run_free(&now);
}
END_TEST

START_TEST(annotations_stand_at_the_implementations_file)
{
    stored_run base = example(), now = example();
    accuracy_at(&now, 0)->max_ulp = 2.5;
    strcpy(accuracy_at(&now, 0)->max_ulp_x, "50%");
    char *said = printed(gate_print_github, &base, &now);
    ck_assert_ptr_nonnull(strstr(said,
                                 "::error file=impls/sigmoid/naive.c,line=1,title=actbench gate%3A worse::accuracy: "
                                 "sigmoid/naive forward f32 exhaustive: max_ulp 1.5 -> 2.5, largest at 50%25\n"));
    free(said);
    stored_run_free(&base);
    stored_run_free(&now);
}
END_TEST

/* Services read them, so a parser must; a figure that is no number has no place in JSON. */
START_TEST(metrics_are_json)
{
    static const struct {
        void (*print)(const stored_run *, FILE *);
        const char *expected;
    } forms[] = {{gate_print_bmf, "{\"max-ulp\": {\"value\": 1.5}}"},
                 {gate_print_action_benchmark, "\"unit\": \"ns/element\", \"value\": "}};
    char *dir = scratch_new();
    stored_run now = example();
    accuracy_at(&now, 1)->max_ulp = (double)INFINITY;
    strcpy(accuracy_at(&now, 0)->params, "a=\"1\"");
    for (size_t i = 0; i < 2; i++) {
        char *text, command[256];
        size_t size;
        FILE *to = open_memstream(&text, &size);
        forms[i].print(&now, to);
        fclose(to);
        scratch_write(dir, "metrics.json", text, size);
        ck_assert_ptr_nonnull(strstr(text, forms[i].expected));
        ck_assert_ptr_null(strstr(text, "inf"));
        ck_assert_ptr_null(strstr(text, "memcpy/libc "));
        snprintf(command, sizeof command, "python3 -m json.tool %s/metrics.json > %s/parsed", dir, dir);
        ck_assert_int_eq(system(command), 0);
        free(text);
    }
    stored_run_free(&now);
    scratch_free(dir);
}
END_TEST

START_TEST(a_stored_run_comes_back_and_an_empty_folder_is_refused)
{
    char dir[] = "/tmp/gate_test.XXXXXX";
    ck_assert_ptr_nonnull(mkdtemp(dir));
    stored_run run = example(), back;
    ck_assert_int_eq(stored_run_read(dir, &back), 2);
    ck_assert_int_eq(table_write(run.environment, dir), 0);
    ck_assert_int_eq(table_write(run.accuracy, dir), 0);
    ck_assert_int_eq(stored_run_read(dir, &back), 0);
    ck_assert_ptr_null(back.speed);
    ck_assert_uint_eq(back.accuracy->count, run.accuracy->count);
    stored_run_free(&run);
    stored_run_free(&back);
    const char *const files[] = {"environment.csv", "accuracy.csv"};
    for (size_t i = 0; i < 2; i++) {
        char path[64];
        snprintf(path, sizeof path, "%s/%s", dir, files[i]);
        unlink(path);
    }
    rmdir(dir);
}
END_TEST

/* What is no figure to be judged is named all the same, with both its values. */
START_TEST(a_changed_column_is_named)
{
    stored_run now = example();
    accuracy_at(&now, 1)->n = 999;
    strcpy(accuracy_at(&now, 1)->saturate_hi_x, "0x1p+4");
    judge(example(), now);
    ck_assert_int_eq(said.status, 0);
    ck_assert_str_eq(said.first.verdict, "different");
    ck_assert_str_eq(said.first.detail, "n 1000 -> 999, saturate_hi_x none -> 0x1p+4");
    now = example();
    accuracy_at(&now, 1)->n = 999;
    accuracy_at(&now, 1)->max_ulp = 2.5;
    strcpy(accuracy_at(&now, 1)->max_ulp_x, "0x1p+5");
    judge(example(), now);
    expect_one_failure("worse", "accuracy", "sigmoid/fast", "n 1000 -> 999, max_ulp 1.5 -> 2.5, largest at 0x1p+5");
    now = example();
    strcpy(accuracy_at(&now, 1)->max_ulp_x, "0x1p+5");
    judge(example(), now);
    ck_assert_str_eq(said.first.detail, "max_ulp_x 0x1p+3 -> 0x1p+5");
}
END_TEST

/* Reads DIR, which must be refused in one line with `part`. */
static void expect_refusal(const char *dir, const char *part)
{
    stored_run back;
    capture c = capture_start();
    const int status = stored_run_read(dir, &back);
    char *line = capture_stop(&c);
    ck_assert_int_eq(status, 2);
    ck_assert_msg(strstr(line, part) != NULL, "'%s' lacks '%s'", line, part);
    ck_assert_ptr_eq(strchr(line, '\n'), line + strlen(line) - 1);
    free(line);
    stored_run_free(&back);
}

START_TEST(impossible_files_are_refused)
{
    char *dir = scratch_new();
    stored_run run = example();
    ck_assert_int_eq(table_write(run.environment, dir), 0);
    accuracy_at(&run, 1)->max_ulp = -3;
    ck_assert_int_eq(table_write(run.accuracy, dir), 0);
    expect_refusal(dir, "accuracy.csv: line 3: max_ulp \"-3\" is below 0");
    accuracy_at(&run, 1)->max_ulp = 3;
    ck_assert_int_eq(table_write(run.accuracy, dir), 0);
    run.environment->count = 0;
    ck_assert_int_eq(table_write(run.environment, dir), 0);
    expect_refusal(dir, "environment.csv: names no run_id");
    stored_run_free(&run);
    scratch_free(dir);
}
END_TEST

/* With another seed the sample is another, and so may its maximum be; with the same it may not. */
START_TEST(another_sample_is_no_loss)
{
    for (int other = 0; other < 2; other++) {
        stored_run base = example(), now = example();
        strcpy(accuracy_at(&base, 1)->inputs, "stratified:1000");
        strcpy(accuracy_at(&now, 1)->inputs, "stratified:1000");
        strcpy(accuracy_at(&base, 1)->run_id, "before");
        strcpy(accuracy_at(&now, 1)->run_id, "after");
        environment_add(base.environment, "run_id", "before");
        environment_add(base.environment, "seed", "1");
        environment_add(now.environment, "run_id", "after");
        environment_add(now.environment, "seed", other == 0 ? "1" : "2");
        accuracy_at(&now, 1)->max_ulp = 2.5;
        judge(base, now);
        if (other == 0) {
            expect_one_failure("worse", "accuracy", "sigmoid/fast", "max_ulp 1.5 -> 2.5");
        } else {
            ck_assert_int_eq(said.status, 0);
            ck_assert_str_eq(said.first.verdict, "different");
        }
    }
}
END_TEST

SUITE(gate, 10, a_summary_begins_with_the_verdict_and_is_short, annotations_stand_at_the_implementations_file,
      metrics_are_json, a_part_that_was_not_judged_is_no_pass, an_emptied_figure_is_worse,
      another_projects_loss_is_reported, what_is_gone_can_be_accepted, a_broken_claim_fails_everywhere,
      other_inputs_cannot_be_compared, a_changed_column_is_named, impossible_files_are_refused,
      a_selection_narrows_what_is_judged, another_sample_is_no_loss, an_unchanged_run_passes, one_ulp_lost_is_worse,
      one_more_misrounded_input_is_worse, a_nan_fault_is_worse, a_figure_that_became_nan_is_worse,
      a_better_figure_passes, a_missing_row_fails, a_missing_file_fails, ten_percent_slower_fails,
      a_slower_baseline_fails_alone, a_faster_memcpy_fails_nothing, within_tolerance_or_noise_nothing_fails,
      another_state_of_the_machine_cannot_tell, times_beside_the_bases_version_are_judged_alone, more_instructions_fail,
      another_libm_is_said_and_not_failed, each_form_names_the_failure,
      a_stored_run_comes_back_and_an_empty_folder_is_refused);
