#include "speed/steps.h"

#include <errno.h>
#include <signal.h>
#include <sys/ptrace.h>
#include <sys/wait.h>
#include <unistd.h>

enum { BEGIN = SIGUSR1, END = SIGUSR2 };

static _Noreturn void be_traced(void (*work)(void *argument), void *argument)
{
    if (ptrace(PTRACE_TRACEME, 0, NULL, NULL) != 0)
        _exit(1);
    raise(BEGIN);
    work(argument);
    raise(END);
    _exit(0);
}

/* Lets the child go on until it stops again; the signal that stopped it, or 0 when it is gone. */
static int step(pid_t child)
{
    int status;
    if (ptrace(PTRACE_SINGLESTEP, child, NULL, NULL) != 0)
        return 0;
    while (waitpid(child, &status, 0) < 0)
        if (errno != EINTR)
            return 0;
    return WIFSTOPPED(status) ? WSTOPSIG(status) : 0;
}

static bool count_between(pid_t child, uint64_t *count)
{
    int status, signal;
    while (waitpid(child, &status, 0) < 0)
        if (errno != EINTR)
            return false;
    if (!WIFSTOPPED(status) || WSTOPSIG(status) != BEGIN)
        return false;
    for (*count = 0; (signal = step(child)) == SIGTRAP; ++*count)
        ;
    return signal == END;
}

static bool count_all(void (*work)(void *argument), void *argument, uint64_t *count)
{
    const pid_t child = fork();
    if (child == 0)
        be_traced(work, argument);
    const bool counted = child > 0 && count_between(child, count);
    if (child > 0) {
        kill(child, SIGKILL);
        while (waitpid(child, NULL, 0) < 0 && errno == EINTR)
            ;
    }
    return counted;
}

static void nothing(void *argument)
{
    (void)argument;
}

bool steps_count(void (*work)(void *argument), void *argument, uint64_t *count)
{
    uint64_t around, all;
    if (!count_all(nothing, NULL, &around) || !count_all(work, argument, &all))
        return false;
    *count = all - around;
    return true;
}
