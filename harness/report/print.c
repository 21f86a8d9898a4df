#include "report/print.h"

#include "report/grid.h"
#include "report/json.h"
#include "rows/cell.h"
#include "support/memory.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

const char *const format_names[FORMAT_COUNT] = {"table", "csv", "json", "markdown"};

static bool is_text(const column *c)
{
    return c->kind == CELL_TEXT || c->kind == CELL_FLOAT;
}

static bool is_measured_real(const column *c, const void *row)
{
    return c->kind == CELL_REAL && !isnan(*(const double *)cell_field(c, row));
}

/* With few digits, for people. */
static const char *short_text(const column *c, const void *row, char buffer[CELL_NUMBER_SIZE])
{
    if (!is_measured_real(c, row))
        return cell_text(c, row, buffer);
    snprintf(buffer, CELL_NUMBER_SIZE, "%.5g", *(const double *)cell_field(c, row));
    return buffer;
}

static void print_grid(const table *t, FILE *out)
{
    const schema *s = t->schema;
    grid_column *columns = memory_or_exit(calloc(s->column_count, sizeof *columns));
    for (size_t i = 0; i < s->column_count; i++)
        columns[i] = (grid_column){s->columns[i].name, !is_text(&s->columns[i])};
    grid *g = grid_new(columns, s->column_count);
    for (size_t r = 0; r < t->count; r++)
        for (size_t i = 0; i < s->column_count; i++) {
            char text[CELL_NUMBER_SIZE];
            grid_add(g, short_text(&s->columns[i], table_row(t, r), text));
        }
    grid_print(g, out);
    grid_free(g);
    free(columns);
}

static void put_json_cell(const column *c, const void *row, FILE *out)
{
    char number[CELL_NUMBER_SIZE];
    const char *text = cell_text(c, row, number);
    const double real = c->kind == CELL_REAL ? *(const double *)cell_field(c, row) : 0;
    if (c->kind != CELL_TEXT && text[0] == '\0')
        fputs("null", out);
    else if (is_text(c) || isinf(real))
        json_put_string(text, out);
    else
        fputs(text, out);
}

static void print_json(const table *t, FILE *out)
{
    const schema *s = t->schema;
    fputc('[', out);
    for (size_t r = 0; r < t->count; r++) {
        fputs(r > 0 ? ",\n {" : "\n {", out);
        for (size_t i = 0; i < s->column_count; i++) {
            fputs(i > 0 ? ", " : "", out);
            json_put_string(s->columns[i].name, out);
            fputs(": ", out);
            put_json_cell(&s->columns[i], table_row(t, r), out);
        }
        fputc('}', out);
    }
    fputs("\n]\n", out);
}

/* A bar within a cell would end it. */
static void put_markdown_cell(const char *text, FILE *out)
{
    fputs(" ", out);
    for (; *text != '\0'; text++)
        fprintf(out, "%s%c", *text == '|' ? "\\" : "", *text);
    fputs(" |", out);
}

static void print_markdown(const table *t, FILE *out)
{
    const schema *s = t->schema;
    fputs("|", out);
    for (size_t i = 0; i < s->column_count; i++)
        put_markdown_cell(s->columns[i].name, out);
    fputs("\n|", out);
    for (size_t i = 0; i < s->column_count; i++)
        fputs(is_text(&s->columns[i]) ? "---|" : "---:|", out);
    for (size_t r = 0; r < t->count; r++) {
        fputs("\n|", out);
        for (size_t i = 0; i < s->column_count; i++) {
            char text[CELL_NUMBER_SIZE];
            put_markdown_cell(short_text(&s->columns[i], table_row(t, r), text), out);
        }
    }
    fputs("\n", out);
}

void table_print(const table *t, FILE *out, format f)
{
    static void (*const printers[FORMAT_COUNT])(const table *, FILE *) = {print_grid, table_print_csv, print_json,
                                                                          print_markdown};
    const locale_t previous = c_locale_enter();
    printers[f](t, out);
    c_locale_leave(previous);
}
