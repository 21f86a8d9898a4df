/* Typed rows to a file and back: what is written, what is read. */
#include "rows/sample_column.h"
#include "rows/table.h"
#include "scratch.h"
#include "suite.h"
#include "support/length.h"
#include "support/status.h"

#include <errno.h>
#include <float.h>
#include <locale.h>
#include <math.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>

typedef struct sample_row {
    char name[16];
    uint64_t count;
    double real;
} sample_row;

static const column columns[] = {
    SAMPLE_COLUMN(sample_row, name, CELL_TEXT, MEASURE),
    SAMPLE_COLUMN(sample_row, count, CELL_COUNT, MEASURE),
    SAMPLE_COLUMN(sample_row, real, CELL_REAL, MEASURE),
};

static const schema sample = {
    .file = "sample.csv", .row_size = sizeof(sample_row), .column_count = 3, .columns = columns};

static table *table_of(const sample_row *rows, size_t count)
{
    table *t = table_new(&sample);
    for (size_t i = 0; i < count; i++)
        table_append(t, &rows[i]);
    return t;
}

static void write_rows(const char *dir, const sample_row *rows, size_t count)
{
    table *t = table_of(rows, count);
    ck_assert_int_eq(table_write(t, dir), STATUS_GOOD);
    table_free(t);
}

/* Writes one row and returns the row that is read back. */
static sample_row round_trip(sample_row row)
{
    char *dir = scratch_new();
    write_rows(dir, &row, 1);
    table *t;
    ck_assert_int_eq(table_read(&sample, dir, &t), STATUS_GOOD);
    ck_assert_uint_eq(t->count, 1);
    const sample_row read = *(const sample_row *)table_row(t, 0);
    table_free(t);
    scratch_free(dir);
    return read;
}

START_TEST(file_is_plain_rfc_4180)
{
    char *dir = scratch_new();
    const sample_row rows[] = {
        {"plain", 1, 0.1},
        {"a,b", 2, NAN},
        {"\"q\"", 3, INFINITY},
        {" x", 4, -INFINITY},
        {"two\nlines", UINT64_MAX - 1, -0.0},
    };
    write_rows(dir, rows, 5);
    char *text = scratch_read(dir, "sample.csv");
    ck_assert_str_eq(text, "name,count,real\r\n"
                           "plain,1,0.1\r\n"
                           "\"a,b\",2,\r\n"
                           "\"\"\"q\"\"\",3,inf\r\n"
                           "\" x\",4,-inf\r\n"
                           "\"two\nlines\",18446744073709551614,-0\r\n");
    free(text);
    scratch_free(dir);
}
END_TEST

START_TEST(empty_table_is_a_header)
{
    char *dir = scratch_new();
    write_rows(dir, NULL, 0);
    char *text = scratch_read(dir, "sample.csv");
    ck_assert_str_eq(text, "name,count,real\r\n");
    free(text);
    table *t;
    ck_assert_int_eq(table_read(&sample, dir, &t), STATUS_GOOD);
    ck_assert_uint_eq(t->count, 0);
    table_free(t);
    scratch_free(dir);
}
END_TEST

START_TEST(reals_come_back_to_the_bit)
{
    const double reals[] = {0.1,           1.0 / 3, DBL_MAX,  DBL_MIN,  DBL_TRUE_MIN,
                            -DBL_TRUE_MIN, 5e-320,  123456.,  1e22,     0x1.fffffffffffffp-2,
                            0.0,           -0.0,    INFINITY, -INFINITY};
    for (size_t i = 0; i < LENGTH(reals); i++) {
        const double read = round_trip((sample_row){"r", 0, reals[i]}).real;
        ck_assert_msg(memcmp(&read, &reals[i], sizeof read) == 0, "%a came back as %a", reals[i], read);
    }
    ck_assert(isnan(round_trip((sample_row){"r", 0, NAN}).real));
}
END_TEST

START_TEST(text_comes_back_to_the_byte)
{
    const char *const texts[] = {
        "",       " ",   "\t",  "a b",   " a ",  ",", "\"",         "\"\"", "\r",    "\n",     "\r\n",
        "a\r\nb", "µ±→", "inf", "0x1p3", "=1+1", "'", ",,,\"\n\",", "a\"b", "ends ", "\"in\"", "\xf0\x9f\x98\x80"};
    for (size_t i = 0; i < LENGTH(texts); i++) {
        sample_row row = {.count = i};
        strcpy(row.name, texts[i]);
        ck_assert_str_eq(round_trip(row).name, texts[i]);
    }
}
END_TEST

START_TEST(many_rows_keep_their_order)
{
    enum { ROWS = 5000 };
    char *dir = scratch_new();
    table *t = table_new(&sample);
    for (uint64_t i = 0; i < ROWS; i++)
        table_append(t, &(sample_row){"row", i * i, sqrt((double)i)});
    ck_assert_int_eq(table_write(t, dir), STATUS_GOOD);
    table *read;
    ck_assert_int_eq(table_read(&sample, dir, &read), STATUS_GOOD);
    ck_assert_uint_eq(read->count, ROWS);
    ck_assert_mem_eq(read->rows, t->rows, ROWS * sizeof(sample_row));
    table_free(t);
    table_free(read);
    scratch_free(dir);
}
END_TEST

/* A locale with a decimal comma, made for the test where the machine can make one, must change nothing. */
START_TEST(the_users_locale_changes_nothing)
{
    char *dir = scratch_new(), command[4096];
    snprintf(command, sizeof command, "localedef -i de_DE -f UTF-8 %s/de_DE.UTF-8 >%s/log 2>&1", dir, dir);
    const bool made = system(command) == 0;
    setenv("LOCPATH", dir, 1);
    if (made) {
        char number[32];
        ck_assert_ptr_nonnull(setlocale(LC_ALL, "de_DE.UTF-8"));
        snprintf(number, sizeof number, "%.1f", 0.5);
        ck_assert_str_eq(number, "0,5");
        const double half = round_trip((sample_row){"r", 0, 0.5}).real;
        snprintf(number, sizeof number, "%.1f", 0.5);
        ck_assert_str_eq(number, "0,5"); /* and is in force again */
        setlocale(LC_ALL, "C");
        ck_assert_double_eq(half, 0.5);
    }
    unsetenv("LOCPATH");
    scratch_free(dir);
}
END_TEST

START_TEST(folders_are_made)
{
    char *dir = scratch_new();
    char deep[4096];
    snprintf(deep, sizeof deep, "%s/a/b//c/", dir);
    write_rows(deep, NULL, 0);
    ck_assert_uint_eq(scratch_count(deep), 1);
    scratch_free(dir);
}
END_TEST

START_TEST(file_has_the_permissions_of_the_umask)
{
    char *dir = scratch_new(), path[4096];
    const mode_t before = umask(027);
    write_rows(dir, NULL, 0);
    umask(before);
    snprintf(path, sizeof path, "%s/sample.csv", dir);
    struct stat status;
    ck_assert_int_eq(stat(path, &status), 0);
    ck_assert_uint_eq(status.st_mode & 0777, 0640);
    scratch_free(dir);
}
END_TEST

/* Writes must fail with this status and one line that holds the given words. */
static void expect_write_failure(const table *t, const char *dir, int status, const char *words)
{
    capture said = capture_start();
    const int got = table_write(t, dir);
    char *line = capture_stop(&said);
    ck_assert_int_eq(got, status);
    ck_assert_msg(strstr(line, words) != NULL, "\"%s\" does not say \"%s\"", line, words);
    ck_assert_ptr_eq(strchr(line, '\n'), line + strlen(line) - 1);
    free(line);
}

START_TEST(unwritable_folders_are_named)
{
    char *dir = scratch_new(), path[4096];
    table *t = table_of(NULL, 0);
    scratch_write(dir, "file", "", 0);
    snprintf(path, sizeof path, "%s/file", dir);
    expect_write_failure(t, path, STATUS_USAGE, "Not a directory");
    snprintf(path, sizeof path, "%s/file/below", dir);
    expect_write_failure(t, path, STATUS_USAGE, "Not a directory");
    expect_write_failure(t, "/proc/nowhere", STATUS_USAGE, "/proc/nowhere");
    expect_write_failure(t, "", STATUS_USAGE, "No such file");
    memset(path, 'x', sizeof path - 1);
    path[sizeof path - 1] = '\0';
    expect_write_failure(t, path, STATUS_USAGE, "too long");
    /* A folder in the file's place. */
    snprintf(path, sizeof path, "%s/sample.csv", dir);
    ck_assert_int_eq(mkdir(path, 0777), 0);
    expect_write_failure(t, dir, STATUS_USAGE, "sample.csv");
    ck_assert_uint_eq(scratch_count(dir), 2);
    table_free(t);
    scratch_free(dir);
}
END_TEST

/* A limit on the size of files stands for a full disk: the write fails part of the way, as it would there. */
START_TEST(a_full_disk_leaves_the_old_file)
{
    char *dir = scratch_new();
    write_rows(dir, &(sample_row){"old", 1, 1}, 1);
    table *t = table_new(&sample);
    for (uint64_t i = 0; i < 20000; i++)
        table_append(t, &(sample_row){"new", i, 2});

    signal(SIGXFSZ, SIG_IGN);
    struct rlimit before, limit;
    ck_assert_int_eq(getrlimit(RLIMIT_FSIZE, &before), 0);
    limit = before;
    for (rlim_t bytes = 10; bytes <= 100000; bytes *= 100) {
        limit.rlim_cur = bytes;
        ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &limit), 0);
        capture said = capture_start();
        const int got = table_write(t, dir);
        /* stderr is a file too here, and as limited. */
        ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &before), 0);
        free(capture_stop(&said));
        ck_assert_int_eq(got, STATUS_MISSING);
        ck_assert_uint_eq(scratch_count(dir), 1);
        char *text = scratch_read(dir, "sample.csv");
        ck_assert_str_eq(text, "name,count,real\r\nold,1,1\r\n");
        free(text);
    }
    signal(SIGXFSZ, SIG_DFL);
    table_free(t);
    scratch_free(dir);
}
END_TEST

SUITE(table, 30, file_is_plain_rfc_4180, empty_table_is_a_header, reals_come_back_to_the_bit,
      text_comes_back_to_the_byte, many_rows_keep_their_order, the_users_locale_changes_nothing, folders_are_made,
      file_has_the_permissions_of_the_umask, unwritable_folders_are_named, a_full_disk_leaves_the_old_file);
