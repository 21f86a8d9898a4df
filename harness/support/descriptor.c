#include "support/descriptor.h"

#include <errno.h>
#include <signal.h>
#include <unistd.h>

bool write_all(int fd, const void *data, size_t size)
{
    for (const char *at = data; size > 0;) {
        const ssize_t written = write(fd, at, size);
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return false;
        at += written;
        size -= (size_t)written;
    }
    return true;
}

bool read_all(int fd, void *data, size_t size)
{
    for (char *at = data; size > 0;) {
        const ssize_t got = read(fd, at, size);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return false;
        at += got;
        size -= (size_t)got;
    }
    return true;
}

bool write_to_reader(int fd, const void *data, size_t size)
{
    const struct sigaction ignore = {.sa_handler = SIG_IGN};
    struct sigaction before;
    sigaction(SIGPIPE, &ignore, &before);
    const bool whole = write_all(fd, data, size);
    sigaction(SIGPIPE, &before, NULL);
    return whole;
}
