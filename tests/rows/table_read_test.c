/* Malformed files: each is refused with one line that names file, line and column, and none slips through. */
#include "rows/rows.h"
#include "rows/sample_column.h"
#include "rows/table.h"
#include "scratch.h"
#include "suite.h"
#include "support/length.h"
#include "support/status.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct sample_row {
    char name[8];
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

#define HEADER "name,count,real\n"

typedef struct refused {
    const char *text, *words;
} refused;

static const refused refusals[] = {
    {"", "empty"},
    {"\n\n", "empty"},
    {"name,count\na,1\n", "line 1: column \"real\" is missing"},
    {"name,count,real,count\n", "line 1: column \"count\" appears twice"},
    {HEADER "a,1\n", "line 2: row of \"2\" cells where the header has 3"},
    {HEADER "a,1,2,3\n", "line 2: row of \"4\" cells where the header has 3"},
    {HEADER "a,1,2\nb\n", "line 3: row of \"1\" cells"},
    {HEADER "a,18446744073709551615,1\n", "is too large"}, /* stands for what was not counted */
    {HEADER "a,-1,1\n", "line 2: count \"-1\" is not a whole number"},
    {HEADER "a,+1,1\n", "count \"+1\" is not a whole number"},
    {HEADER "a,1.0,1\n", "count \"1.0\" is not a whole number"},
    {HEADER "a,1e3,1\n", "count \"1e3\" is not a whole number"},
    {HEADER "a,18446744073709551616,1\n", "count \"18446744073709551616\" is too large"},
    {HEADER "a,1,x\n", "line 2: real \"x\" is not a number"},
    {HEADER "a,1,1x\n", "real \"1x\" is not a number"},
    {HEADER "a,1,\"0,5\"\n", "real \"0,5\" is not a number"},
    {HEADER "a,1,1 2\n", "real \"1 2\" is not a number"},
    {HEADER "a,1,0x1p3\n", "real \"0x1p3\" is not a number"},
    {HEADER "a,1,nan\n", "real \"nan\" is not a number"},
    {HEADER "a,1,infinity\n", "real \"infinity\" is not a number"},
    {HEADER "a,1,--inf\n", "real \"--inf\" is not a number"},
    {HEADER "a,1,-\n", "real \"-\" is not a number"},
    {HEADER "a,1,1e999\n", "real \"1e999\" is too large"},
    {HEADER "abcdefgh,1,1\n", "line 2: name \"abcdefgh\" is too long"},
    {HEADER "a,1,1\nb,2,2\nc,3,oops\n", "line 4: real \"oops\""},
    {HEADER "\"a\nb\",1,1\nc,x,1\n", "line 4: count \"x\""},
    {HEADER "a\"b,1,1\n", "line 2"},
    {HEADER "\"a\"b,1,1\n", "line 2"},
    {"name,count,real,count", "line 1: column \"count\" appears twice"},
    {HEADER "\"a,1,1\n", "ends inside a quoted cell"},
    {HEADER "a\xff,1,1\n", "line 2: text \"a\" is followed by bytes that are not UTF-8"},
    {HEADER "\xc0\x80,1,1\n", "not UTF-8"},
    {HEADER "\xed\xa0\x80,1,1\n", "not UTF-8"},
    {HEADER "\"\x1b[31m\",\"\x07\",1\n", "count \"?\""},
};

START_TEST(each_fault_is_one_line_that_names_its_place)
{
    char *dir = scratch_new();
    for (size_t i = 0; i < LENGTH(refusals); i++) {
        const refused *r = &refusals[i];
        scratch_write(dir, "sample.csv", r->text, strlen(r->text));
        table *t = NULL;
        capture said = capture_start();
        const int status = table_read(&sample, dir, &t);
        char *line = capture_stop(&said);
        ck_assert_msg(status == STATUS_USAGE, "accepted: %s", r->text);
        ck_assert_ptr_null(t);
        ck_assert_msg(strstr(line, r->words) != NULL, "\"%s\" does not say \"%s\"", line, r->words);
        ck_assert_ptr_nonnull(strstr(line, "sample.csv"));
        ck_assert_ptr_eq(strchr(line, '\n'), line + strlen(line) - 1);
        free(line);
    }
    scratch_free(dir);
}
END_TEST

/* Files of earlier versions lack what was added since. */
START_TEST(a_later_column_that_is_missing_is_unmeasured)
{
    static const column later[] = {
        SAMPLE_COLUMN(sample_row, name, CELL_TEXT, KEY_IMPL | ADDED_LATER),
        SAMPLE_COLUMN(sample_row, count, CELL_COUNT, MEASURE | ADDED_LATER),
        SAMPLE_COLUMN(sample_row, real, CELL_REAL, MEASURE | ADDED_LATER),
    };
    const schema s = {"sample.csv", sizeof(sample_row), 3, later};
    static const char *const texts[] = {"count\n7\n8\n", "name,real\na,1\nb,2\n"};
    char *dir = scratch_new();
    for (size_t i = 0; i < LENGTH(texts); i++) {
        scratch_write(dir, "sample.csv", texts[i], strlen(texts[i]));
        table *t = NULL;
        ck_assert_int_eq(table_read(&s, dir, &t), STATUS_GOOD);
        ck_assert_uint_eq(t->count, 2);
        for (size_t k = 0; k < t->count; k++) {
            const sample_row *row = table_row(t, k);
            ck_assert_uint_eq(row->count, i == 0 ? 7 + k : COUNT_UNMEASURED);
            ck_assert_int_eq(isnan(row->real), i == 0);
            ck_assert_int_eq(row->name[0], i == 0 ? '\0' : "ab"[k]);
        }
        table_free(t);
    }
    scratch_free(dir);
}
END_TEST

START_TEST(nul_bytes_are_refused)
{
    static const char text[] = HEADER "a\0b,1,1\n";
    char *dir = scratch_new();
    scratch_write(dir, "sample.csv", text, sizeof text - 1);
    table *t = NULL;
    capture said = capture_start();
    const int status = table_read(&sample, dir, &t);
    char *line = capture_stop(&said);
    ck_assert_int_eq(status, STATUS_USAGE);
    ck_assert_ptr_nonnull(strstr(line, "NUL"));
    free(line);
    scratch_free(dir);
}
END_TEST

/* Some files have no end. */
START_TEST(a_line_without_an_end_is_refused)
{
    char *dir = scratch_new(), path[256];
    snprintf(path, sizeof path, "%s/sample.csv", dir);
    ck_assert_int_eq(symlink("/dev/zero", path), 0);
    table *t = NULL;
    capture said = capture_start();
    const int status = table_read(&sample, dir, &t);
    char *line = capture_stop(&said);
    ck_assert_int_eq(status, STATUS_USAGE);
    ck_assert_msg(strstr(line, "sample.csv: line 1: has more than ") != NULL, "%s", line);
    free(line);
    scratch_free(dir);
}
END_TEST

START_TEST(a_missing_file_or_a_folder_is_refused)
{
    char *dir = scratch_new();
    table *t = NULL;
    capture said = capture_start();
    const int missing = table_read(&sample, dir, &t);
    const int unreadable = table_read(&(schema){.file = "", .row_size = 1}, dir, &t);
    char *lines = capture_stop(&said);
    ck_assert_int_eq(missing, STATUS_USAGE);
    ck_assert_int_eq(unreadable, STATUS_USAGE);
    ck_assert_ptr_nonnull(strstr(lines, "No such file"));
    ck_assert_ptr_nonnull(strstr(lines, "Is a directory"));
    free(lines);
    scratch_free(dir);
}
END_TEST

/* One row under several spellings of the same file. */
START_TEST(every_spelling_of_a_good_file_is_read)
{
    static const char *const spellings[] = {
        HEADER "a b,7,0.5\n",
        HEADER "a b,7,0.5",
        "name,count,real\r\na b,7,0.5\r\n",
        "name,count,real\ra b,7,0.5\r",
        "\xef\xbb\xbf" HEADER "a b,7,0.5\n",
        "\n" HEADER "\n\na b,7,0.5\n\n",
        "real,name,count\n0.5,a b,7\n",
        "new,real,name,other,count\n?,0.5,a b,\"!\n,\",7\n",
        "\"name\",\"count\",\"real\"\n\"a b\",\"7\",\"0.5\"\n",
        HEADER " a b , 7 ,\t5e-1\n",
        HEADER "a b,007,+.5\n",
    };
    char *dir = scratch_new();
    for (size_t i = 0; i < LENGTH(spellings); i++) {
        scratch_write(dir, "sample.csv", spellings[i], strlen(spellings[i]));
        table *t;
        ck_assert_msg(table_read(&sample, dir, &t) == STATUS_GOOD, "refused: %s", spellings[i]);
        ck_assert_uint_eq(t->count, 1);
        const sample_row *row = table_row(t, 0);
        ck_assert_str_eq(row->name, "a b");
        ck_assert_uint_eq(row->count, 7);
        ck_assert_double_eq(row->real, 0.5);
        table_free(t);
    }
    scratch_free(dir);
}
END_TEST

/* A small generator of its own: the same mutations on every machine. */
static uint64_t next(uint64_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state;
}

static size_t mutate(char *text, size_t length, size_t capacity, uint64_t *state)
{
    static const char bytes[] = ",,,\"\"\n\n\r \t.-+eE019xinf\xef\xbb\xbf\xff\x00";
    for (uint64_t edits = 1 + next(state) % 4; edits > 0; edits--) {
        if (length == 0)
            return 0;
        const size_t at = next(state) % length;
        const char byte = bytes[next(state) % (sizeof bytes - 1)];
        switch (next(state) % 4) {
        case 0:
            text[at] = byte;
            break;
        case 1:
            memmove(text + at, text + at + 1, --length - at);
            break;
        case 2:
            if (length < capacity) {
                memmove(text + at + 1, text + at, length++ - at);
                text[at] = byte;
            }
            break;
        default:
            length = at;
        }
    }
    return length;
}

static char *csv_of(const table *t)
{
    char *text;
    size_t size;
    FILE *out = open_memstream(&text, &size);
    table_print_csv(t, out);
    fclose(out);
    return text;
}

/* Whatever is accepted must be what the file then says: printed and read again it gives the same rows. */
static void expect_stable(const char *dir, const table *t)
{
    table *again;
    char *first = csv_of(t);
    scratch_write(dir, "sample.csv", first, strlen(first));
    ck_assert_int_eq(table_read(t->schema, dir, &again), STATUS_GOOD);
    ck_assert_uint_eq(again->count, t->count);
    char *second = csv_of(again);
    ck_assert_str_eq(first, second);
    free(first);
    free(second);
    table_free(again);
}

START_TEST(mutated_files_never_crash_the_reader)
{
    enum { ROUNDS = 4000, SIZE = 256 };
    static const char good[] = HEADER "a,1,0.5\r\n\"b,\"\"c\",18446744073709551614,-1.25e-300\n,0,\nd,3,inf\n";
    char *dir = scratch_new();
    uint64_t state = 0x9e3779b97f4a7c15;
    size_t accepted = 0;
    capture said = capture_start();
    for (int round = 0; round < ROUNDS; round++) {
        char text[SIZE];
        memcpy(text, good, sizeof good - 1);
        scratch_write(dir, "sample.csv", text, mutate(text, sizeof good - 1, SIZE, &state));
        table *t = NULL;
        const int status = table_read(&sample, dir, &t);
        ck_assert(status == STATUS_USAGE || status == STATUS_GOOD);
        ck_assert_int_eq(t != NULL, status == STATUS_GOOD);
        if (t != NULL) {
            accepted++;
            expect_stable(dir, t);
        }
        table_free(t);
    }
    char *lines = capture_stop(&said);
    size_t complaints = 0;
    for (const char *p = lines; *p != '\0'; p++)
        complaints += *p == '\n';
    ck_assert_uint_eq(complaints, ROUNDS - accepted);
    ck_assert_uint_gt(accepted, ROUNDS / 20);
    ck_assert_uint_lt(accepted, ROUNDS / 2);
    free(lines);
    scratch_free(dir);
}
END_TEST

SUITE(table_read, 60, each_fault_is_one_line_that_names_its_place, a_later_column_that_is_missing_is_unmeasured,
      nul_bytes_are_refused, a_line_without_an_end_is_refused, a_missing_file_or_a_folder_is_refused,
      every_spelling_of_a_good_file_is_read, mutated_files_never_crash_the_reader);
