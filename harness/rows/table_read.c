#include "rows/cell.h"
#include "rows/table.h"
#include "support/memory.h"
#include "support/packed.h"
#include "support/status.h"
#include "support/utf8.h"

#include <csv.h>
#include <errno.h>
#include <limits.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { UNKNOWN_COLUMN = -1, SHOWN = 40, LINE_MOST = 1 << 20 };

typedef struct reader {
    const char *path;
    table *rows;
    size_t line;  /* being parsed, from 1 */
    size_t cell;  /* index of the next cell of this record */
    bool header;  /* the header has been read */
    int *columns; /* per cell of the header: the schema's column, or UNKNOWN_COLUMN */
    size_t width; /* cells in the header */
    char *row;    /* being filled */
    int status;   /* of the first fault; the rest of the file is then not looked at */
} reader;

/* Complains once, of the first fault. What was found is shown without anything that could break the line. */
static void fault(reader *r, const char *where, const char *found, size_t length, const char *wrong)
{
    if (r->status != STATUS_GOOD)
        return;
    char shown[SHOWN + 1];
    size_t kept = 0;
    for (; kept < length && kept < SHOWN; kept++)
        shown[kept] = found[kept] >= ' ' && found[kept] <= '~' ? found[kept] : '?';
    shown[kept] = '\0';
    r->status = complain(STATUS_USAGE, "%s: line %zu: %s \"%s%s\" %s: mend the file or measure again", r->path, r->line,
                         where, shown, length > kept ? "..." : "", wrong);
}

static int column_index(const schema *s, const char *name, size_t length)
{
    for (size_t i = 0; i < s->column_count; i++)
        if (strlen(s->columns[i].name) == length && memcmp(s->columns[i].name, name, length) == 0)
            return (int)i;
    return UNKNOWN_COLUMN;
}

static bool column_seen(const reader *r, int index)
{
    for (size_t i = 0; i < r->width; i++)
        if (r->columns[i] == index)
            return true;
    return false;
}

static void take_header_cell(reader *r, const char *text, size_t length)
{
    const int index = column_index(r->rows->schema, text, length);
    if (index != UNKNOWN_COLUMN && column_seen(r, index)) {
        fault(r, "column", text, length, "appears twice");
        return;
    }
    r->columns = memory_or_exit(reallocarray(r->columns, r->width + 1, sizeof *r->columns));
    r->columns[r->width++] = index;
}

static void take_cell(void *text, size_t length, void *data)
{
    reader *r = data;
    const char *cell = text == NULL ? "" : text;
    if (r->status != STATUS_GOOD)
        return;
    if (!r->header) {
        take_header_cell(r, cell, length);
        return;
    }
    if (r->cell < r->width && r->columns[r->cell] != UNKNOWN_COLUMN) {
        const column *c = &r->rows->schema->columns[r->columns[r->cell]];
        const char *wrong = cell_parse(c, r->row, cell, length);
        if (wrong != NULL)
            fault(r, c->name, cell, length, wrong);
    }
    r->cell++;
}

/* What no cell of the file fills stays unmeasured in every row. */
static void finish_header(reader *r)
{
    const schema *s = r->rows->schema;
    for (size_t i = 0; i < s->column_count; i++)
        cell_parse(&s->columns[i], r->row, "", 0);
    for (size_t i = 0; i < s->column_count; i++)
        if (!column_seen(r, (int)i) && (s->columns[i].roles & ADDED_LATER) == 0)
            fault(r, "column", s->columns[i].name, strlen(s->columns[i].name), "is missing from the header");
    r->header = true;
}

static void finish_record(int terminator, void *data)
{
    (void)terminator;
    reader *r = data;
    if (r->status != STATUS_GOOD)
        return;
    if (!r->header) {
        finish_header(r);
        return;
    }
    if (r->cell != r->width) {
        char width[64];
        snprintf(width, sizeof width, "cells where the header has %zu", r->width);
        char cells[CELL_NUMBER_SIZE];
        const int length = snprintf(cells, sizeof cells, "%zu", r->cell);
        fault(r, "row of", cells, (size_t)length, width);
        return;
    }
    table_append(r->rows, r->row);
    r->cell = 0;
}

static void parse_line(reader *r, struct csv_parser *parser, const char *line, size_t length)
{
    static const char byte_order_mark[] = "\xef\xbb\xbf";
    enum { MARK = sizeof byte_order_mark - 1 };
    if (r->line == 1 && length >= MARK && memcmp(line, byte_order_mark, MARK) == 0) {
        line += MARK;
        length -= MARK;
    }
    const size_t valid = utf8_valid_length(line, length);
    if (valid != length)
        fault(r, "text", line, valid, "is followed by bytes that are not UTF-8");
    else if (csv_parse(parser, line, length, take_cell, finish_record, r) != length)
        fault(r, "text", line, length, csv_strerror(csv_error(parser)));
}

/* Reads on to the end of the line, but a byte beyond LINE_MOST at most: some files have no end, as /dev/zero. Returns the
 * length, 0 at the end of the file. */
static size_t read_line(FILE *file, char **line, size_t *capacity)
{
    size_t length = 0;
    for (int c = 0; c != '\n' && length <= LINE_MOST && (c = getc_unlocked(file)) != EOF;) {
        if (length == *capacity) {
            *capacity = 2 * *capacity + 4096;
            *line = memory_or_exit(realloc(*line, *capacity));
        }
        (*line)[length++] = (char)c;
    }
    return length;
}

static void parse_file(reader *r, struct csv_parser *parser, FILE *file)
{
    char *line = NULL;
    size_t capacity = 0, length;
    errno = 0;
    while (r->status == STATUS_GOOD && (length = read_line(file, &line, &capacity)) > 0) {
        r->line++;
        if (length > LINE_MOST)
            r->status = complain(STATUS_USAGE, "%s: line %zu: has more than %d bytes: name a file of a run", r->path,
                                 r->line, LINE_MOST);
        else
            parse_line(r, parser, line, length);
        errno = 0;
    }
    free(line);
    if (r->status != STATUS_GOOD)
        return;
    if (!feof(file))
        r->status = complain(STATUS_USAGE, "%s: cannot read: %s: give a folder that a run has written", r->path,
                             strerror(errno));
    else if (csv_fini(parser, take_cell, finish_record, r) != 0)
        r->status = complain(STATUS_USAGE, "%s: the file ends inside a quoted cell: measure again", r->path);
    else if (r->status == STATUS_GOOD && !r->header)
        r->status = complain(STATUS_USAGE, "%s: the file is empty: measure again", r->path);
}

int table_read(const schema *s, const char *dir, table **t)
{
    char path[PATH_MAX];
    const int length = snprintf(path, sizeof path, "%s/%s", dir, s->file);
    FILE *file = length > 0 && (size_t)length < sizeof path ? packed_open(path) : NULL;
    if (file == NULL)
        return complain(STATUS_USAGE, "%s/%s: cannot read: %s: give a folder that a run has written", dir, s->file,
                        strerror(errno));
    reader r = {
        .path = path, .rows = table_new(s), .row = memory_or_exit(calloc(1, s->row_size)), .status = STATUS_GOOD};
    struct csv_parser parser;
    const locale_t previous = c_locale_enter();
    csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI); /* fails only without a parser */
    parse_file(&r, &parser, file);
    csv_free(&parser);
    c_locale_leave(previous);
    fclose(file);
    free(r.row);
    free(r.columns);
    if (r.status == STATUS_GOOD)
        *t = r.rows;
    else
        table_free(r.rows);
    return r.status;
}
