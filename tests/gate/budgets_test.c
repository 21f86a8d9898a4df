/* Budgets written from one run hold another, on whatever machine it was made. */
#include "environment/environment.h"
#include "gate/budgets.h"
#include "gate/gate.h"
#include "scratch.h"
#include "suite.h"
#include "support/length.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static accuracy_row row_of(const char *impl, const char *inputs, uint64_t n)
{
    accuracy_row row = {
        .n = n, .max_ulp = 1.50001, .misrounded = 10, .faults = 0, .non_monotone = 3, .claimed_bound_ulp = (double)NAN};
    snprintf(row.impl, sizeof row.impl, "%s", impl);
    snprintf(row.inputs, sizeof row.inputs, "%s", inputs);
    strcpy(row.function, "sigmoid");
    strcpy(row.op, "forward");
    strcpy(row.dtype, "f32");
    strcpy(row.origin, "ours");
    return row;
}

static stored_run run_of(const accuracy_row *rows, size_t count)
{
    stored_run run = {.environment = table_new(&environment_schema), .accuracy = table_new(&accuracy_schema)};
    environment_add(run.environment, "run_id", "example");
    for (size_t i = 0; i < count; i++)
        table_append(run.accuracy, &rows[i]);
    return run;
}

/* The budgets of the rows, by way of a file. */
static table *budgets_of(const accuracy_row *rows, size_t count)
{
    char *dir = scratch_new(), file[256];
    snprintf(file, sizeof file, "%s/limits.csv", dir);
    stored_run run = run_of(rows, count);
    table *budgets;
    ck_assert_int_eq(budgets_write(file, run.accuracy), 0);
    ck_assert_int_eq(budgets_read(file, &budgets), 0);
    stored_run_free(&run);
    scratch_free(dir);
    return budgets;
}

static gate_row first;

/* Holds the rows to the budgets, which it frees; `first` is the worst that is said. */
static int hold(table *budgets, const accuracy_row *rows, size_t count)
{
    const gate_terms terms = {.tolerance = 0.05, .budgets = budgets};
    stored_run now = run_of(rows, count);
    table *said = table_new(&gate_schema);
    const int status = gate_judge(NULL, &now, &terms, said);
    ck_assert_uint_gt(said->count, 0);
    first = *(const gate_row *)table_row(said, 0);
    table_free(said);
    table_free(budgets);
    stored_run_free(&now);
    return status;
}

START_TEST(a_run_keeps_its_own_budgets)
{
    const accuracy_row rows[] = {row_of("sigmoid/naive", "exhaustive", 1000),
                                 row_of("sigmoid/fast", "exhaustive", 1000)};
    ck_assert_int_eq(hold(budgets_of(rows, 2), rows, 2), 0);
    ck_assert_str_eq(first.verdict, "same");
}
END_TEST

/* The last digits are for no reviewer; what rounds up once stays. */
START_TEST(budgets_are_rounded_up_to_four_digits)
{
    const struct {
        double exact, rounded;
    } cases[] = {{1.50001, 1.501}, {0.49999999, 0.5},        {0.5, 0.5}, {1.501, 1.501},
                 {123456, 123500}, {0.000123411, 0.0001235}, {0, 0},     {(double)INFINITY, (double)INFINITY}};
    for (size_t i = 0; i < LENGTH(cases); i++) {
        ck_assert_double_eq(budget_round(cases[i].exact), cases[i].rounded);
        ck_assert_double_eq(budget_round(cases[i].rounded), cases[i].rounded);
    }
    ck_assert_double_nan(budget_round((double)NAN));
}
END_TEST

START_TEST(each_figure_above_its_budget_fails)
{
    const accuracy_row base = row_of("sigmoid/naive", "exhaustive", 1000);
    accuracy_row worse[5] = {base, base, base, base, base};
    worse[0].max_ulp = 1.6;
    worse[1].misrounded++;
    worse[2].faults++;
    worse[3].non_monotone++;
    worse[4].max_ulp = (double)NAN;
    static const char *const said[] = {"max_ulp 1.6, its budget is 1.501", "misrounded 11, its budget is 10",
                                       "faults 1, its budget is 0", "non_monotone 4, its budget is 3",
                                       "max_ulp is empty, its budget is 1.501"};
    for (size_t i = 0; i < 5; i++) {
        ck_assert_int_eq(hold(budgets_of(&base, 1), &worse[i], 1), 1);
        ck_assert_str_eq(first.verdict, "worse");
        ck_assert_str_eq(first.detail, said[i]);
    }
    accuracy_row better = base;
    better.max_ulp = 0.9;
    ck_assert_int_eq(hold(budgets_of(&base, 1), &better, 1), 0);
    ck_assert_str_eq(first.verdict, "better");
}
END_TEST

/* A sample cannot show more than there is: above an exhaustive budget it is worse, below it says little; an
 * exhaustive run may exceed what a sample has shown. */
START_TEST(a_sample_is_a_lower_bound)
{
    const accuracy_row whole = row_of("sigmoid/naive", "exhaustive", 1000);
    accuracy_row sample = row_of("sigmoid/naive", "stratified:100", 100);
    sample.misrounded = 1;
    ck_assert_int_eq(hold(budgets_of(&whole, 1), &sample, 1), 0);
    ck_assert_str_eq(first.verdict, "same");
    ck_assert_int_eq(hold(budgets_of(&sample, 1), &whole, 1), 3);
    ck_assert_str_eq(first.verdict, "cannot tell");
    sample.faults = 1;
    ck_assert_int_eq(hold(budgets_of(&whole, 1), &sample, 1), 1);
    ck_assert_str_eq(first.verdict, "worse");
    const accuracy_row both[] = {sample, whole};
    table *budgets = budgets_of(both, 2);
    ck_assert_uint_eq(budgets->count, 1);
    ck_assert_str_eq(((const budget_row *)table_row(budgets, 0))->inputs, "exhaustive");
    table_free(budgets);
}
END_TEST

START_TEST(a_missing_row_is_missing_and_a_new_one_has_no_budget)
{
    accuracy_row rows[] = {row_of("sigmoid/naive", "exhaustive", 1000), row_of("sigmoid/fast", "exhaustive", 1000)};
    ck_assert_int_eq(hold(budgets_of(rows, 2), rows, 1), 1);
    ck_assert_str_eq(first.verdict, "missing");
    ck_assert_ptr_nonnull(strstr(first.detail, "--emit"));
    ck_assert_int_eq(hold(budgets_of(rows, 1), rows, 2), 0);
    ck_assert_str_eq(first.verdict, "new");
    strcpy(rows[1].origin, "peer");
    table *budgets = budgets_of(rows, 2);
    ck_assert_uint_eq(budgets->count, 1);
    ck_assert_int_eq(hold(budgets, rows, 2), 0);
    ck_assert_str_eq(first.verdict, "same");
}
END_TEST

SUITE(budgets, 10, a_run_keeps_its_own_budgets, budgets_are_rounded_up_to_four_digits,
      each_figure_above_its_budget_fails, a_sample_is_a_lower_bound,
      a_missing_row_is_missing_and_a_new_one_has_no_budget);
