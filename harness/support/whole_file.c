#include "support/whole_file.h"

#include "support/folder.h"
#include "support/status.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdbool.h>
#include <string.h>
#include <unistd.h>

static FILE *create(const char *path)
{
    unlink(path);
    const int file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    return file < 0 ? NULL : fdopen(file, "w");
}

/* Errors of every earlier write have stuck to the stream; errno tells of the first. */
static bool finish(FILE *file)
{
    const bool written = !ferror(file) && fflush(file) == 0 && fsync(fileno(file)) == 0;
    const int why = errno;
    const bool closed = fclose(file) == 0;
    if (!written)
        errno = why;
    return written && closed;
}

/* Makes the rename itself last through a crash; where a file system refuses this, nothing is lost but that.
 */
static void sync_folder(const char *dir)
{
    const int folder = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0)
        return;
    fsync(folder);
    close(folder);
}

static int complain_of(const char *path)
{
    const int why = errno;
    const bool space = why == ENOSPC || why == EDQUOT || why == EFBIG || why == EIO;
    return complain(space ? STATUS_MISSING : STATUS_USAGE, "%s: cannot write: %s: %s", path, strerror(why),
                    space ? "make room on that disk, or give another folder with --out"
                          : "give a writable folder with --out");
}

int whole_file_write(const char *dir, const char *file, file_printer *print, const void *what)
{
    char path[PATH_MAX], temporary[PATH_MAX];
    const int length = snprintf(temporary, sizeof temporary, "%s/.%s.%ld", dir, file, (long)getpid());
    snprintf(path, sizeof path, "%s/%s", dir, file);
    if (length < 0 || (size_t)length >= sizeof temporary) {
        errno = ENAMETOOLONG;
        return complain_of(dir);
    }
    if (!folder_make(dir))
        return complain_of(dir);
    FILE *to = create(temporary);
    if (to == NULL)
        return complain_of(path);
    errno = 0;
    print(what, to);
    if (!finish(to) || rename(temporary, path) != 0) {
        const int status = complain_of(path);
        unlink(temporary);
        return status;
    }
    sync_folder(dir);
    return STATUS_GOOD;
}
