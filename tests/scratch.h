/* What tests of files and messages share: a folder of their own, and what was said on stderr. */
#ifndef ACTBENCH_SCRATCH_H
#define ACTBENCH_SCRATCH_H

#include <stddef.h>

/* Makes an empty folder and returns its name. */
char *scratch_new(void);

/* Removes the folder with all that is in it, and frees its name. */
void scratch_free(char *dir);

/* Writes length bytes to DIR/FILE. */
void scratch_write(const char *dir, const char *file, const void *bytes, size_t length);

/* All of DIR/FILE, NUL-terminated, to be freed; NULL if there is none. */
char *scratch_read(const char *dir, const char *file);

/* The number of entries in the folder, hidden ones too. */
size_t scratch_count(const char *dir);

/* From start to stop everything that is written to stderr is kept; stop returns it, to be freed. */
typedef struct capture {
    int saved, file;
} capture;

capture capture_start(void);
char *capture_stop(capture *c);

#endif
