#include "support/start.h"

#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

void start_streams(void)
{
    /* The lowest free number is what open gives: that of the first stream that is closed. */
    for (int stream = STDIN_FILENO; stream <= STDERR_FILENO; stream++)
        if (fcntl(stream, F_GETFD) < 0 && open("/dev/null", O_RDONLY) < 0)
            return;
}

static bool limited(__rlimit_resource_t resource)
{
    struct rlimit limit;
    return getrlimit(resource, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY;
}

void start_within_limits(char **argv)
{
    static const char threads[] = "OPENBLAS_NUM_THREADS";
    if (getenv(threads) != NULL || (!limited(RLIMIT_AS) && !limited(RLIMIT_DATA)))
        return;
    if (setenv(threads, "1", 0) == 0)
        execv("/proc/self/exe", argv);
}
