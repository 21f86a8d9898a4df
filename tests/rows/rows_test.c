/* The columns that the outside relies on: their names and their order. */
#include "rows/cell.h"
#include "rows/rows.h"
#include "scratch.h"
#include "suite.h"
#include "support/length.h"

#include <stdlib.h>
#include <string.h>

/* The header row of schema s must start with these columns and then either end or go on. */
static void expect_columns(const schema *s, const char *file, const char *columns)
{
    char *text;
    size_t size;
    FILE *out = open_memstream(&text, &size);
    table *t = table_new(s);
    table_print_csv(t, out);
    fclose(out);
    table_free(t);
    ck_assert_str_eq(s->file, file);
    ck_assert_int_eq(strncmp(text, columns, strlen(columns)), 0);
    ck_assert_ptr_nonnull(strchr(",\r", text[strlen(columns)]));
    free(text);
}

START_TEST(columns_are_those_that_are_promised)
{
    expect_columns(&environment_schema, "environment.csv", "key,value");
    expect_columns(&accuracy_schema, "accuracy.csv",
                   "run_id,function,op,dtype,impl,params,inputs,n,max_ulp,max_ulp_x,max_ulp_x_bits,max_ulp_got,"
                   "max_ulp_exact,mean_ulp,rms_ulp,p50_ulp,p99_ulp,p999_ulp,max_abs,max_rel,misrounded,faults,"
                   "first_fault_x,non_monotone,asymmetric,wrong_zero_sign,saturate_hi_x,saturate_lo_x,mpfr_checked,"
                   "ref_bound_ulp,seconds");
    expect_columns(&speed_schema, "speed.csv",
                   "run_id,function,op,dtype,impl,isa,params,distribution,n,placement,mode,rounds,ns_per_element,"
                   "ns_low,ns_high,cycles_per_element,gb_per_s,ratio_to_copy,baseline,ratio_to_baseline,ratio_low,"
                   "ratio_high");
}
END_TEST

/* No two columns of a schema may share a byte of the row, and every one must fit its kind. */
START_TEST(fields_do_not_overlap)
{
    for (size_t k = 0; k < SCHEMA_COUNT; k++) {
        const schema *s = schemas[k];
        unsigned char *used = calloc(1, s->row_size);
        for (size_t i = 0; i < s->column_count; i++) {
            const column *c = &s->columns[i];
            ck_assert_uint_le(c->offset + c->size, s->row_size);
            ck_assert(c->kind == CELL_TEXT || c->kind == CELL_FLOAT ? c->size > sizeof(double)
                                                                    : c->size == sizeof(double));
            for (size_t b = c->offset; b < c->offset + c->size; b++)
                ck_assert_uint_eq(used[b]++, 0);
        }
        free(used);
    }
}
END_TEST

/* The page that explains the columns has the tables of the lists, cell by cell. */
START_TEST(the_page_of_columns_says_what_the_lists_say)
{
    char *page = scratch_read("reports", "COLUMNS.md");
    for (size_t i = 0; i < SCHEMA_COUNT; i++) {
        char *expected;
        size_t size;
        FILE *to = open_memstream(&expected, &size);
        fprintf(to, "<!-- columns %s -->\n", schemas[i]->file);
        schema_print_columns(schemas[i], to);
        fputc('\n', to);
        fclose(to);
        expected[size - 1] = '\0';
        ck_assert_msg(strstr(page, expected) != NULL, "%s: run `make columns`", schemas[i]->file);
        free(expected);
    }
    free(page);
}
END_TEST

/* Each column is in one role, and says what it means in a sentence without a full stop. */
START_TEST(each_column_has_one_role_and_a_meaning)
{
    for (size_t k = 0; k < SCHEMA_COUNT; k++)
        for (size_t i = 0; i < schemas[k]->column_count; i++) {
            const column *c = &schemas[k]->columns[i];
            ck_assert_int_eq(__builtin_popcount(c->roles & ~(unsigned)(ADDED_LATER | RANGE_SHARE | RANGE_POSITIVE)), 1);
            ck_assert_uint_gt(strlen(c->meaning), 3);
            ck_assert_int_ne(c->meaning[strlen(c->meaning) - 1], '.');
            ck_assert_ptr_eq(schema_column(schemas[k], c->name), c);
        }
}
END_TEST

static const char *fault_of(const column *c, const char *text)
{
    char row[1 << 14];
    return cell_parse(c, row, text, strlen(text));
}

START_TEST(numbers_outside_their_range_are_refused)
{
    static const struct {
        const schema *schema;
        const char *column, *refused[4], *taken[4];
    } cases[] = {
        {&accuracy_schema, "max_ulp", {"-5", "-1e-300", "-inf"}, {"0", "inf", ""}},
        {&accuracy_schema, "misrounded", {"-1", "1.5", "nan", "18446744073709551616"}, {"0", ""}},
        {&speed_schema, "ns_per_element", {"0", "-1", "inf", "nan"}, {"0.1", ""}},
        {&training_schema, "dead_share", {"1e300", "-0.1", "1.0001", "inf"}, {"0", "1", "0.5", ""}},
        {&training_schema, "test_accuracy", {"2", "-1"}, {"0.97", ""}},
        {&comparison_schema, "max_ulp", {"-5"}, {"0"}},
        {&certificate_schema, "max_error", {"-1e-20"}, {"1e-16"}},
    };
    for (size_t i = 0; i < LENGTH(cases); i++) {
        const column *c = schema_column(cases[i].schema, cases[i].column);
        for (size_t k = 0; k < 4 && cases[i].refused[k] != NULL; k++)
            ck_assert_msg(fault_of(c, cases[i].refused[k]) != NULL, "%s takes %s", c->name, cases[i].refused[k]);
        for (size_t k = 0; k < 4 && cases[i].taken[k] != NULL; k++)
            ck_assert_msg(fault_of(c, cases[i].taken[k]) == NULL, "%s refuses %s", c->name, cases[i].taken[k]);
    }
}
END_TEST

SUITE(rows, 10, columns_are_those_that_are_promised, fields_do_not_overlap, the_page_of_columns_says_what_the_lists_say,
      each_column_has_one_role_and_a_meaning, numbers_outside_their_range_are_refused);
