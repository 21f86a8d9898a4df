#include "support/whole_file.h"

#include "support/folder.h"
#include "support/memory.h"
#include "support/status.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Temporary names end with the writer's process id: those whose process is no more are nobody's. */
static void remove_abandoned(const char *dir, const char *file)
{
    DIR *folder = opendir(dir);
    if (folder == NULL)
        return;
    const size_t length = strlen(file);
    for (const struct dirent *e; (e = readdir(folder)) != NULL;) {
        const char *name = e->d_name;
        if (name[0] != '.' || strncmp(name + 1, file, length) != 0 || name[length + 1] != '.')
            continue;
        char *end;
        const long writer = strtol(name + length + 2, &end, 10);
        if (*end == '\0' && writer > 0 && kill((pid_t)writer, 0) != 0 && errno == ESRCH)
            unlinkat(dirfd(folder), name, 0);
    }
    closedir(folder);
}

static FILE *create(const char *path)
{
    unlink(path);
    const int file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    return file < 0 ? NULL : fdopen(file, "w");
}

/* Errors of earlier writes have stuck to the stream, but why they failed is long overwritten: one more byte,
 * to a file that is given up anyway, fails for the same reason. */
static bool finish(FILE *file)
{
    bool written = fflush(file) == 0;
    if (written && ferror(file))
        written = write(fileno(file), "", 1) == 1 && (errno = EIO, false);
    written = written && fsync(fileno(file)) == 0;
    const int why = errno;
    const bool closed = fclose(file) == 0;
    if (!written)
        errno = why;
    return written && closed;
}

/* Makes the rename itself last through a crash; where a file system refuses this, nothing is lost but that. */
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

struct whole_file {
    char dir[PATH_MAX], path[PATH_MAX], temporary[PATH_MAX];
    FILE *stream;
};

static int open_paths(whole_file *w, const char *dir, const char *file)
{
    const int length = snprintf(w->temporary, sizeof w->temporary, "%s/.%s.%ld", dir, file, (long)getpid());
    if (length < 0 || (size_t)length >= sizeof w->temporary) {
        errno = ENAMETOOLONG;
        return complain_of(dir);
    }
    snprintf(w->dir, sizeof w->dir, "%s", dir);
    snprintf(w->path, sizeof w->path, "%s/%s", dir, file);
    if (!folder_make(dir))
        return complain_of(dir);
    remove_abandoned(dir, file);
    w->stream = create(w->temporary);
    return w->stream == NULL ? complain_of(w->path) : STATUS_GOOD;
}

int whole_file_begin(const char *dir, const char *file, whole_file **w)
{
    whole_file *begun = memory_or_exit(malloc(sizeof *begun));
    const int status = open_paths(begun, dir, file);
    if (status == STATUS_GOOD)
        *w = begun;
    else
        free(begun);
    return status;
}

FILE *whole_file_stream(whole_file *w)
{
    return w->stream;
}

int whole_file_end(whole_file *w)
{
    int status = STATUS_GOOD;
    if (!finish(w->stream) || rename(w->temporary, w->path) != 0) {
        status = complain_of(w->path);
        unlink(w->temporary);
    } else {
        sync_folder(w->dir);
    }
    free(w);
    return status;
}

void whole_file_drop(whole_file *w)
{
    fclose(w->stream);
    unlink(w->temporary);
    free(w);
}

int whole_file_write(const char *dir, const char *file, file_printer *print, const void *what)
{
    whole_file *w;
    const int status = whole_file_begin(dir, file, &w);
    if (status != STATUS_GOOD)
        return status;
    print(what, w->stream);
    return whole_file_end(w);
}
