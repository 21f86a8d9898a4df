/* Files that may be stored compressed. */
#ifndef ACTBENCH_PACKED_H
#define ACTBENCH_PACKED_H

#include <stdbool.h>
#include <stdio.h>

/* Opens path to be read, or where it is not there path.gz, decompressed; NULL with errno set where neither can be
 * opened. A compressed file that is cut short or damaged is one that cannot be read on. */
FILE *packed_open(const char *path);

/* Whether one of the two is there, be it readable or not. */
bool packed_exists(const char *path);

#endif
