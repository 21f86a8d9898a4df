/* Rows on their way to a file, for tables that are too long to be kept in memory. */
#ifndef ACTBENCH_ROW_STREAM_H
#define ACTBENCH_ROW_STREAM_H

#include "rows/table.h"
#include "support/whole_file.h"

typedef struct row_stream {
    const schema *schema;
    whole_file *file; /* NULL: nothing is written, the rows are dropped */
} row_stream;

/* Begins DIR/FILE of the schema with its header row. Returns a status; where it is bad one line has been
 * printed and the rows will be dropped. */
int row_stream_begin(row_stream *s, const schema *rows, const char *dir);

void row_stream_append(row_stream *s, const void *row);

/* Gives the file its name. Returns a status. */
int row_stream_end(row_stream *s);

/* Gives the file up. */
void row_stream_drop(row_stream *s);

#endif
