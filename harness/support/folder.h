/* Making, locking and removing folders. */
#ifndef ACTBENCH_FOLDER_H
#define ACTBENCH_FOLDER_H

#include <stdbool.h>

/* mkdir -p; errno tells why not. */
bool folder_make(const char *dir);

/* Makes the folder that the file at PATH is to be in. */
bool folder_make_parent(const char *path);

/* Removes the folder with all that is in it, as far as it can. */
void folder_remove(const char *dir);

/* Makes DIR where it is missing, and locks it against other processes until the process ends or *lock, a file
 * descriptor, is closed. Where the file system knows no locks, *lock is 0 and nothing is locked. Returns a status:
 * STATUS_USAGE with one line where another process has locked it, or it cannot be made. */
int folder_lock(const char *dir, int *lock);

#endif
