#define _GNU_SOURCE /* nftw */
#include "support/folder.h"

#include "support/status.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <limits.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

bool folder_make(const char *dir)
{
    char path[PATH_MAX];
    const size_t length = strlen(dir);
    if (length >= sizeof path) {
        errno = ENAMETOOLONG;
        return false;
    }
    memcpy(path, dir, length + 1);
    for (char *p = path + 1; length > 0 && *p != '\0'; p++) {
        if (*p != '/')
            continue;
        *p = '\0';
        if (mkdir(path, 0777) != 0 && errno != EEXIST)
            return false;
        *p = '/';
    }
    struct stat status;
    if (mkdir(path, 0777) == 0)
        return true;
    if (errno == EEXIST && stat(path, &status) == 0) {
        errno = ENOTDIR;
        return S_ISDIR(status.st_mode);
    }
    return false;
}

bool folder_make_parent(const char *path)
{
    char dir[PATH_MAX];
    const char *slash = strrchr(path, '/');
    if (slash == NULL || slash == path)
        return true;
    const size_t length = (size_t)(slash - path);
    if (length >= sizeof dir) {
        errno = ENAMETOOLONG;
        return false;
    }
    memcpy(dir, path, length);
    dir[length] = '\0';
    return folder_make(dir);
}

/* Of a run that was killed, the processes that called its kernels may hold the lock for a moment more. */
static bool lock_soon(int folder)
{
    enum { TRIES = 10, PAUSE_NANOSECONDS = 100000000 };
    for (int left = TRIES; flock(folder, LOCK_EX | LOCK_NB) != 0; left--) {
        if (errno != EWOULDBLOCK || left == 0)
            return false;
        nanosleep(&(struct timespec){.tv_nsec = PAUSE_NANOSECONDS}, NULL);
    }
    return true;
}

int folder_lock(const char *dir, int *lock)
{
    *lock = 0;
    if (!folder_make(dir))
        return complain(STATUS_USAGE, "%s: cannot make the folder: %s: give a writable folder with --out", dir,
                        strerror(errno));
    const int folder = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0)
        return STATUS_GOOD;
    if (lock_soon(folder)) {
        *lock = folder;
        return STATUS_GOOD;
    }
    const bool taken = errno == EWOULDBLOCK;
    close(folder);
    return taken ? complain(STATUS_USAGE,
                            "%s: another run is writing there: wait for its end, or give another folder "
                            "with --out",
                            dir)
                 : STATUS_GOOD;
}

static int remove_entry(const char *path, const struct stat *status, int kind, struct FTW *place)
{
    (void)status, (void)kind, (void)place;
    return remove(path);
}

void folder_remove(const char *dir)
{
    enum { OPEN_AT_ONCE = 16 };
    nftw(dir, remove_entry, OPEN_AT_ONCE, FTW_DEPTH | FTW_PHYS);
}
