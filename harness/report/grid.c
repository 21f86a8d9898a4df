#include "report/grid.h"

#include "support/memory.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

enum { GAP = 2, LEAST_WRAPPED = 20 };

struct grid {
    const grid_column *columns;
    size_t column_count;
    char **cells; /* row by row, owned */
    size_t count, capacity;
};

grid *grid_new(const grid_column *columns, size_t count)
{
    grid *g = memory_or_exit(calloc(1, sizeof *g));
    g->columns = columns;
    g->column_count = count;
    return g;
}

void grid_free(grid *g)
{
    if (g == NULL)
        return;
    for (size_t i = 0; i < g->count; i++)
        free(g->cells[i]);
    free(g->cells);
    free(g);
}

void grid_add(grid *g, const char *text)
{
    if (g->count == g->capacity) {
        g->capacity = g->capacity == 0 ? 64 : 2 * g->capacity;
        g->cells = memory_or_exit(reallocarray(g->cells, g->capacity, sizeof *g->cells));
    }
    g->cells[g->count++] = memory_or_exit(strdup(text));
}

void grid_addf(grid *g, const char *format, ...)
{
    char text[256];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    grid_add(g, text);
}

/* Characters, not bytes: those that continue a UTF-8 sequence take no room. */
static size_t width_of(const char *text, size_t bytes)
{
    size_t width = 0;
    for (size_t i = 0; i < bytes; i++)
        width += ((unsigned char)text[i] & 0xc0) != 0x80;
    return width;
}

static size_t text_width(const char *text)
{
    return width_of(text, strlen(text));
}

static size_t column_width(const grid *g, size_t column)
{
    size_t width = text_width(g->columns[column].title);
    for (size_t i = column; i < g->count; i += g->column_count) {
        const size_t cell = text_width(g->cells[i]);
        width = cell > width ? cell : width;
    }
    return width;
}

static void put_blanks(size_t count, FILE *out)
{
    fprintf(out, "%*s", (int)count, "");
}

/* The bytes of text that go on one line of that width: up to a blank if there is one to break at. */
static size_t line_length(const char *text, size_t width)
{
    size_t end = strlen(text);
    if (width_of(text, end) <= width)
        return end;
    size_t best = 0;
    for (size_t i = 1; i < end; i++)
        if (text[i] == ' ' && (width_of(text, i) <= width || best == 0))
            best = i;
    return best > 0 ? best : end;
}

static void put_wrapped(const char *text, size_t indent, size_t width, FILE *out)
{
    for (;;) {
        const size_t length = line_length(text, width);
        fprintf(out, "%.*s\n", (int)length, text);
        text += length;
        if (*text == '\0')
            return;
        text++;
        put_blanks(indent, out);
    }
}

/* One row of titles or cells; the last column, if it is text, may take several lines. */
static void put_row(const grid *g, char *const *cells, const size_t *widths, FILE *out)
{
    size_t indent = GAP;
    put_blanks(GAP, out);
    for (size_t i = 0; i < g->column_count; i++) {
        const char *text = cells != NULL ? cells[i] : g->columns[i].title;
        const bool last = i + 1 == g->column_count;
        const size_t blanks = widths[i] > text_width(text) ? widths[i] - text_width(text) : 0;
        if (g->columns[i].right)
            put_blanks(blanks, out);
        if (last) {
            put_wrapped(text, indent, widths[i], out);
            return;
        }
        fputs(text, out);
        put_blanks(GAP + (g->columns[i].right ? 0 : blanks), out);
        indent += widths[i] + GAP;
    }
}

static void put_rule(size_t width, FILE *out)
{
    put_blanks(GAP, out);
    for (size_t i = 0; i < width; i++)
        fputc('-', out);
    fputc('\n', out);
}

static void put_paragraphs(const grid *g, FILE *out)
{
    size_t titles = 0;
    for (size_t i = 0; i < g->column_count; i++) {
        const size_t width = text_width(g->columns[i].title);
        titles = width > titles ? width : titles;
    }
    for (size_t i = 0; i < g->count; i++) {
        const char *title = g->columns[i % g->column_count].title;
        if (i > 0 && i % g->column_count == 0)
            fputc('\n', out);
        put_blanks(GAP, out);
        fputs(title, out);
        put_blanks(titles - text_width(title) + GAP, out);
        put_wrapped(g->cells[i], titles + 2 * GAP, GRID_WIDTH - titles - 2 * GAP, out);
    }
}

void grid_print(const grid *g, FILE *out)
{
    if (g->column_count == 0)
        return;
    size_t *widths = memory_or_exit(calloc(g->column_count, sizeof *widths));
    size_t total = 0;
    for (size_t i = 0; i < g->column_count; i++) {
        widths[i] = column_width(g, i);
        total += widths[i] + GAP;
    }
    const size_t last = g->column_count - 1;
    const size_t before_last = total - widths[last];
    if (total > GRID_WIDTH && !g->columns[last].right && before_last + LEAST_WRAPPED <= GRID_WIDTH) {
        widths[last] = GRID_WIDTH - before_last;
        total = GRID_WIDTH;
    }
    if (total > GRID_WIDTH) {
        put_paragraphs(g, out);
    } else {
        put_row(g, NULL, widths, out);
        put_rule(total - GAP, out);
        for (size_t i = 0; i < g->count; i += g->column_count)
            put_row(g, g->cells + i, widths, out);
    }
    free(widths);
}
