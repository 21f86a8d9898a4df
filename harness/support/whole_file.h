/* Files that a reader never sees half of. */
#ifndef ACTBENCH_WHOLE_FILE_H
#define ACTBENCH_WHOLE_FILE_H

#include <stdio.h>

/* A file on its way: written under a temporary name in DIR, which is made when missing. */
typedef struct whole_file whole_file;

/* Begins DIR/FILE; *w is set, and must be ended or dropped, only where STATUS_GOOD is returned. Otherwise one
 * line has been printed. What a process that was killed left of the file is removed. */
int whole_file_begin(const char *dir, const char *file, whole_file **w);

/* Where its contents go; a failed write sticks to the stream. */
FILE *whole_file_stream(whole_file *w);

/* Renames it and frees w. Returns a status; on failure one line has been printed and the temporary file is
 * gone. */
int whole_file_end(whole_file *w);

/* Gives it up and frees w: what was there under its name stays. */
void whole_file_drop(whole_file *w);

/* Prints `what` to a stream; a failed write sticks to the stream. */
typedef void file_printer(const void *what, FILE *to);

/* All of it at once. */
int whole_file_write(const char *dir, const char *file, file_printer *print, const void *what);

#endif
