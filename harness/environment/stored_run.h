/* The one reader of what runs have left in a folder. */
#ifndef ACTBENCH_STORED_RUN_H
#define ACTBENCH_STORED_RUN_H

#include "rows/table.h"

#include <stdbool.h>

/* A file of a run, and where its rows go. */
typedef struct stored_file {
    const schema *schema;
    table **rows; /* what is read is owned by the caller; left alone where the file is not there */
} stored_file;

/* Whether DIR has the file, be it readable or not. */
bool stored_file_exists(const char *dir, const schema *s);

/* Reads those of the files that DIR has, *found of them; the facts of environment.csv are checked. Returns a
 * status: STATUS_USAGE and one line where a file is damaged or cannot be read; what was read before it stays. */
int stored_files_read(const char *dir, const stored_file *files, size_t count, size_t *found);

#endif
