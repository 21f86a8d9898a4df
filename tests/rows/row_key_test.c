/* Rows by their keys: which agree, and what a row is called. */
#include "rows/row_key.h"
#include "rows/rows.h"
#include "suite.h"

#include <math.h>
#include <string.h>

static const speed_row usual = {.function = "relu",
                                .op = "forward",
                                .dtype = "f32",
                                .impl = "relu/max",
                                .distribution = "N(0,4)",
                                .n = 4096,
                                .placement = "out_of_place",
                                .mode = "throughput",
                                .threads = 1,
                                .ns_per_element = 2};

START_TEST(a_key_is_every_column_of_its_roles)
{
    speed_row other = usual;
    other.ns_per_element = 3;
    strcpy(other.run_id, "another");
    ck_assert(rows_agree(&speed_schema, KEY_CELLS, &usual, &other));
    other.threads = 2;
    ck_assert(!rows_agree(&speed_schema, KEY_SETTING, &usual, &other));
    ck_assert(rows_agree(&speed_schema, KEY_QUESTION | KEY_IMPL, &usual, &other));
    strcpy(other.impl, "relu/branch");
    ck_assert(rows_agree(&speed_schema, KEY_QUESTION, &usual, &other));
    ck_assert(!rows_agree(&speed_schema, KEY_IMPL, &usual, &other));
}
END_TEST

/* A file that is older than a key says nothing of it. */
START_TEST(a_key_that_was_added_later_agrees_where_it_is_unmeasured)
{
    speed_row older = usual;
    older.threads = COUNT_UNMEASURED;
    ck_assert(rows_agree(&speed_schema, KEY_CELLS, &usual, &older));
    ck_assert(rows_agree(&speed_schema, KEY_CELLS, &older, &usual));
    older.n = COUNT_UNMEASURED;
    ck_assert(!rows_agree(&speed_schema, KEY_CELLS, &usual, &older));
}
END_TEST

START_TEST(unmeasured_numbers_agree)
{
    training_row a = {.alpha_start = NAN, .depth = 2}, b = a;
    ck_assert(rows_agree(&training_schema, KEY_SETTING, &a, &b));
    b.alpha_start = 0.25;
    ck_assert(!rows_agree(&training_schema, KEY_SETTING, &a, &b));
}
END_TEST

START_TEST(rows_of_two_files_agree_in_the_columns_of_both)
{
    accuracy_row judged = {
        .function = "relu", .op = "forward", .dtype = "f32", .impl = "relu/max", .inputs = "exhaustive"};
    const unsigned roles = KEY_QUESTION | KEY_IMPL;
    ck_assert(rows_agree_across(&accuracy_schema, &judged, &speed_schema, &usual, roles));
    strcpy(judged.params, "alpha=1");
    ck_assert(!rows_agree_across(&accuracy_schema, &judged, &speed_schema, &usual, roles));
}
END_TEST

START_TEST(a_row_is_called_by_its_implementation_its_task_and_its_settings)
{
    char text[TEXT_LONG];
    row_print_key(&speed_schema, &usual, text, sizeof text);
    ck_assert_str_eq(text, "relu/max forward f32 N(0,4) n=4096 out_of_place throughput threads=1");
}
END_TEST

SUITE(row_key, 10, a_key_is_every_column_of_its_roles, a_key_that_was_added_later_agrees_where_it_is_unmeasured,
      unmeasured_numbers_agree, rows_of_two_files_agree_in_the_columns_of_both,
      a_row_is_called_by_its_implementation_its_task_and_its_settings);
