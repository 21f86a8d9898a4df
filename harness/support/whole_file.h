/* Files that a reader never sees half of. */
#ifndef ACTBENCH_WHOLE_FILE_H
#define ACTBENCH_WHOLE_FILE_H

#include <stdio.h>

/* Prints `what` to a stream; a failed write sticks to the stream. */
typedef void file_printer(const void *what, FILE *to);

/* Writes DIR/FILE under a temporary name in DIR, then renames it. DIR is made when missing. Returns a status;
 * on failure one line has been printed and the temporary file is gone. */
int whole_file_write(const char *dir, const char *file, file_printer *print, const void *what);

#endif
