/* Making folders. */
#ifndef ACTBENCH_FOLDER_H
#define ACTBENCH_FOLDER_H

#include <stdbool.h>

/* mkdir -p; errno tells why not. */
bool folder_make(const char *dir);

/* Makes the folder that the file at PATH is to be in. */
bool folder_make_parent(const char *path);

#endif
