/* The reader of stored runs: what is not there is left alone, what is older reads, what is damaged is refused. */
#include "environment/stored_run.h"
#include "rows/rows.h"
#include "scratch.h"
#include "suite.h"
#include "support/length.h"
#include "support/status.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* As it was written before method, kernel_seconds and the claimed bound were columns. */
static const char older[] =
    "run_id,function,op,dtype,impl,params,inputs,n,max_ulp,max_ulp_x,max_ulp_x_bits,max_ulp_got,max_ulp_exact,mean_ulp,"
    "rms_ulp,p50_ulp,p99_ulp,p999_ulp,max_abs,max_rel,misrounded,faults,first_fault_x,non_monotone,asymmetric,"
    "wrong_zero_sign,saturate_hi_x,saturate_lo_x,mpfr_checked,ref_bound_ulp,seconds\n"
    "r,relu,forward,f32,relu/max,,exhaustive,9,0.5,,,,,0,0,0,0,0,0,0,0,0,,0,0,0,,,0,0,1\n";

static int read_accuracy(const char *dir, table **accuracy, table **speed, size_t *found)
{
    const stored_file files[] = {{&accuracy_schema, accuracy}, {&speed_schema, speed}};
    return stored_files_read(dir, files, 2, found);
}

START_TEST(an_older_file_reads_and_what_is_not_there_is_left_alone)
{
    char *dir = scratch_new();
    table *accuracy = NULL, *speed = NULL;
    size_t found;
    scratch_write(dir, "accuracy.csv", older, strlen(older));
    ck_assert_int_eq(read_accuracy(dir, &accuracy, &speed, &found), STATUS_GOOD);
    ck_assert_uint_eq(found, 1);
    ck_assert_ptr_null(speed);
    const accuracy_row *row = table_row(accuracy, 0);
    ck_assert_uint_eq(row->n, 9);
    ck_assert(isnan(row->kernel_seconds) && isnan(row->claimed_bound_ulp));
    ck_assert_str_eq(row->method, "");
    ck_assert(!accuracy_row_breaks_claim(row));
    table_free(accuracy);
    scratch_free(dir);
}
END_TEST

START_TEST(a_key_or_an_old_figure_may_not_be_missing)
{
    static const char *const names[] = {"impl,", "max_ulp,"};
    for (size_t i = 0; i < LENGTH(names); i++) {
        char *dir = scratch_new(), *text = strdup(older);
        memcpy(strstr(text, names[i]), "x", 1);
        scratch_write(dir, "accuracy.csv", text, strlen(text));
        table *accuracy = NULL, *speed = NULL;
        size_t found;
        capture said = capture_start();
        ck_assert_int_eq(read_accuracy(dir, &accuracy, &speed, &found), STATUS_USAGE);
        char *line = capture_stop(&said);
        ck_assert_ptr_nonnull(strstr(line, "is missing from the header"));
        ck_assert_ptr_null(accuracy);
        free(line);
        free(text);
        scratch_free(dir);
    }
}
END_TEST

SUITE(stored_run, 10, an_older_file_reads_and_what_is_not_there_is_left_alone,
      a_key_or_an_old_figure_may_not_be_missing);
