/* The files of a stored run that a page is drawn from, and where each implementation's rows are in them. */
#ifndef ACTBENCH_RUN_FILES_H
#define ACTBENCH_RUN_FILES_H

#include "rows/rows.h"

/* Every table may be NULL: that file is not there. */
typedef struct run_files {
    const char *dir;
    table *environment, *accuracy, *bins, *histogram, *offsets, *weighted, *properties, *speed, *certificate, *training,
        *claims;
} run_files;

/* Reads what DIR has. Returns a status: STATUS_USAGE and one line where a file is damaged, or none is there. */
int run_files_read(const char *dir, run_files *files);
void run_files_free(run_files *files);

/* Neighbouring rows of one implementation's judgement in a table. */
typedef struct row_span {
    size_t first, count;
} row_span;

/* The spans of a table whose rows begin with an accuracy_key; owned by the caller, *count of them. */
row_span *row_spans_of(const table *details, size_t *count);

/* The span of that judgement; count 0 where there is none. */
row_span row_span_find(const table *details, const row_span *spans, size_t count, const accuracy_row *of);

#endif
