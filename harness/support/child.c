#include "support/child.h"

#include "support/bound_fork.h"
#include "support/length.h"

#include <signal.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

/* Not a status that a program is likely to end with by itself. */
enum { STATUS_RETURNED = 113 };

/* The program's own handlers would hide how the child died. */
static void signals_default(void)
{
    static const int signals[] = {SIGALRM, SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT, SIGINT, SIGTERM};
    for (size_t i = 0; i < LENGTH(signals); i++)
        signal(signals[i], SIG_DFL);
}

child_end child_run(void (*body)(void *data), void *data, unsigned limit_seconds, int *killer)
{
    fflush(NULL);
    const pid_t child = bound_fork();
    if (child < 0)
        return CHILD_FAILED;
    if (child == 0) {
        setrlimit(RLIMIT_CORE, &(struct rlimit){0});
        signals_default();
        alarm(limit_seconds);
        body(data);
        _exit(STATUS_RETURNED);
    }
    int status;
    if (waitpid(child, &status, 0) != child)
        return CHILD_FAILED;
    if (WIFSIGNALED(status)) {
        *killer = WTERMSIG(status);
        return *killer == SIGALRM ? CHILD_TIMED_OUT : CHILD_KILLED;
    }
    return WEXITSTATUS(status) == STATUS_RETURNED ? CHILD_RETURNED : CHILD_EXITED;
}
