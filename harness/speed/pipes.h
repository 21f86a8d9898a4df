/* Whole messages through pipes. */
#ifndef ACTBENCH_PIPES_H
#define ACTBENCH_PIPES_H

#include <stdbool.h>
#include <stddef.h>

/* Writes or reads all of size bytes; false at the other end's end (which raises no SIGPIPE) or an
 * error. */
bool write_all(int fd, const void *data, size_t size);
bool read_all(int fd, void *data, size_t size);

#endif
