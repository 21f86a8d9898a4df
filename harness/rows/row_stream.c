#include "rows/row_stream.h"

#include "support/status.h"

int row_stream_begin(row_stream *s, const schema *rows, const char *dir)
{
    *s = (row_stream){.schema = rows};
    const int status = whole_file_begin(dir, rows->file, &s->file);
    if (status == STATUS_GOOD)
        schema_print_header(rows, whole_file_stream(s->file));
    return status;
}

void row_stream_append(row_stream *s, const void *row)
{
    if (s->file != NULL)
        schema_print_row(s->schema, row, whole_file_stream(s->file));
}

void row_stream_drop(row_stream *s)
{
    if (s->file != NULL)
        whole_file_drop(s->file);
    s->file = NULL;
}

int row_stream_end(row_stream *s)
{
    const int status = s->file != NULL ? whole_file_end(s->file) : STATUS_GOOD;
    s->file = NULL;
    return status;
}
