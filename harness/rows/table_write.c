#include "rows/cell.h"
#include "rows/table.h"
#include "support/whole_file.h"

#include <csv.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

/* libcsv quotes whatever it is given, so it is given only the text that needs quotes: plain tools can then
 * read the rest. Outer blanks need them because readers, libcsv among them, strip blanks that stand bare. */
static void put_cell(const char *text, FILE *to)
{
    const size_t length = strlen(text);
    const bool bare = text[strcspn(text, ",\"\r\n")] == '\0' &&
                      (length == 0 || (strchr(" \t", text[0]) == NULL && strchr(" \t", text[length - 1]) == NULL));
    if (bare)
        fputs(text, to);
    else
        csv_fwrite(to, text, length);
}

static void put_separator(const schema *s, size_t i, FILE *to)
{
    fputs(i + 1 < s->column_count ? "," : "\r\n", to);
}

void schema_print_header(const schema *s, FILE *to)
{
    for (size_t i = 0; i < s->column_count; i++) {
        put_cell(s->columns[i].name, to);
        put_separator(s, i, to);
    }
}

static void put_row(const schema *s, const void *row, FILE *to)
{
    for (size_t i = 0; i < s->column_count; i++) {
        char number[CELL_NUMBER_SIZE];
        put_cell(cell_text(&s->columns[i], row, number), to);
        put_separator(s, i, to);
    }
}

void schema_print_row(const schema *s, const void *row, FILE *to)
{
    const locale_t previous = c_locale_enter();
    put_row(s, row, to);
    c_locale_leave(previous);
}

void table_print_csv(const table *t, FILE *to)
{
    const locale_t previous = c_locale_enter();
    schema_print_header(t->schema, to);
    for (size_t r = 0; r < t->count; r++)
        put_row(t->schema, table_row(t, r), to);
    c_locale_leave(previous);
}

static void print_csv(const void *what, FILE *to)
{
    table_print_csv(what, to);
}

int table_write(const table *t, const char *dir)
{
    return whole_file_write(dir, t->schema->file, print_csv, t);
}
