/* Tables on the terminal and for other programs. */
#include "report/print.h"

#include "report/grid.h"
#include "rows/sample_column.h"
#include "suite.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

typedef struct sample_row {
    char name[16];
    uint64_t count;
    double real;
    char note[256];
} sample_row;

static const column columns[] = {
    SAMPLE_COLUMN(sample_row, name, CELL_TEXT, MEASURE),
    SAMPLE_COLUMN(sample_row, count, CELL_COUNT, MEASURE),
    SAMPLE_COLUMN(sample_row, real, CELL_REAL, MEASURE),
    SAMPLE_COLUMN(sample_row, note, CELL_TEXT, MEASURE),
};

static const schema sample = {
    .file = "sample.csv", .row_size = sizeof(sample_row), .column_count = 4, .columns = columns};

static char *printed(const sample_row *rows, size_t count, format f)
{
    char *text;
    size_t size;
    FILE *out = open_memstream(&text, &size);
    table *t = table_new(&sample);
    for (size_t i = 0; i < count; i++)
        table_append(t, &rows[i]);
    table_print(t, out, f);
    table_free(t);
    fclose(out);
    return text;
}

static void expect(const sample_row *rows, size_t count, format f, const char *wanted)
{
    char *text = printed(rows, count, f);
    ck_assert_str_eq(text, wanted);
    free(text);
}

static const sample_row rows[] = {
    {"plain", 1, 0.1, ""},
    {"q\"b\\", UINT64_MAX, NAN, "tab\tline\nbell\a é"},
    {"inf", 0, -INFINITY, "x"},
};

START_TEST(json_is_an_array_of_objects)
{
    expect(rows, 3, FORMAT_JSON,
           "[\n"
           " {\"name\": \"plain\", \"count\": 1, \"real\": 0.1, \"note\": \"\"},\n"
           " {\"name\": \"q\\\"b\\\\\", \"count\": null, \"real\": null, "
           "\"note\": \"tab\\u0009line\\u000abell\\u0007 é\"},\n"
           " {\"name\": \"inf\", \"count\": 0, \"real\": \"-inf\", \"note\": \"x\"}\n"
           "]\n");
    expect(rows, 0, FORMAT_JSON, "[\n]\n");
}
END_TEST

/* There may be no such input; text that is empty is text. */
START_TEST(a_float_that_is_not_there_is_null_in_json)
{
    typedef struct place_row {
        char x[32], params[32];
    } place_row;
    static const column places[] = {SAMPLE_COLUMN(place_row, x, CELL_FLOAT, MEASURE),
                                    SAMPLE_COLUMN(place_row, params, CELL_TEXT, MEASURE)};
    static const schema s = {.file = "place.csv", .row_size = sizeof(place_row), .column_count = 2, .columns = places};
    const place_row none = {"", ""}, some = {"-0x1p-3", "alpha=1"};
    char *text;
    size_t size;
    FILE *out = open_memstream(&text, &size);
    table *t = table_new(&s);
    table_append(t, &none);
    table_append(t, &some);
    table_print(t, out, FORMAT_JSON);
    table_free(t);
    fclose(out);
    ck_assert_str_eq(text, "[\n {\"x\": null, \"params\": \"\"},\n"
                           " {\"x\": \"-0x1p-3\", \"params\": \"alpha=1\"}\n]\n");
    free(text);
}
END_TEST

START_TEST(csv_is_the_file)
{
    expect(rows, 1, FORMAT_CSV, "name,count,real,note\r\nplain,1,0.1,\r\n");
}
END_TEST

START_TEST(columns_are_aligned)
{
    const sample_row aligned[] = {{"é", 1, 1.0 / 3, "a"}, {"long name", 12345678, NAN, "b"}};
    expect(aligned, 2, FORMAT_TABLE,
           "  name          count     real  note\n"
           "  ----------------------------------\n"
           "  é                 1  0.33333  a\n"
           "  long name  12345678           b\n");
}
END_TEST

START_TEST(a_long_last_text_is_wrapped_at_blanks)
{
    sample_row row = {"name", 1, 2, ""};
    for (int i = 0; i < 40; i++)
        strcat(row.note, "word ");
    char *text = printed(&row, 1, FORMAT_TABLE);
    size_t lines = 0, words = 0;
    for (char *line = strtok(text, "\n"); line != NULL; line = strtok(NULL, "\n"), lines++) {
        ck_assert_uint_le(strlen(line), GRID_WIDTH);
        for (const char *p = line; (p = strstr(p, "word")) != NULL; p++)
            words++;
    }
    ck_assert_uint_eq(words, 40);
    ck_assert_uint_ge(lines, 5);
    free(text);
}
END_TEST

START_TEST(what_cannot_be_broken_is_left_whole)
{
    sample_row row = {"name", 1, 2, ""};
    memset(row.note, 'x', sizeof row.note - 1);
    char *text = printed(&row, 1, FORMAT_TABLE);
    ck_assert_ptr_nonnull(strstr(text, row.note));
    free(text);
}
END_TEST

START_TEST(too_wide_a_row_becomes_a_paragraph)
{
    enum { COLUMNS = 12 };
    grid_column wide[COLUMNS];
    for (int i = 0; i < COLUMNS; i++)
        wide[i] = (grid_column){i % 2 == 0 ? "title" : "a longer title", true};
    grid *g = grid_new(wide, COLUMNS);
    for (int i = 0; i < 2 * COLUMNS; i++)
        grid_addf(g, "%d", i);
    char *text;
    size_t size;
    FILE *out = open_memstream(&text, &size);
    grid_print(g, out);
    fclose(out);
    grid_free(g);
    ck_assert_int_eq(strncmp(text, "  title           0\n  a longer title  1\n", 40), 0);
    ck_assert_ptr_nonnull(strstr(text, "  a longer title  11\n\n  title           12\n"));
    free(text);
}
END_TEST

SUITE(print, 10, json_is_an_array_of_objects, a_float_that_is_not_there_is_null_in_json, csv_is_the_file,
      columns_are_aligned, a_long_last_text_is_wrapped_at_blanks, what_cannot_be_broken_is_left_whole,
      too_wide_a_row_becomes_a_paragraph);
