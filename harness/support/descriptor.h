/* Whole messages through files and pipes. */
#ifndef ACTBENCH_DESCRIPTOR_H
#define ACTBENCH_DESCRIPTOR_H

#include <stdbool.h>
#include <stddef.h>

/* Writes or reads all of size bytes, however many calls that takes; false at an error or, reading, at the end. A write
 * into a pipe that nobody reads any more raises SIGPIPE. */
bool write_all(int fd, const void *data, size_t size);
bool read_all(int fd, void *data, size_t size);

/* write_all that returns false where SIGPIPE would be raised; for a program of one thread, since it is the process that
 * ignores the signal meanwhile. */
bool write_to_reader(int fd, const void *data, size_t size);

#endif
