#include "support/bound_fork.h"

#include <signal.h>
#include <sys/prctl.h>
#include <unistd.h>

pid_t bound_fork(void)
{
    const pid_t parent = getpid();
    const pid_t child = fork();
    if (child == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        /* A parent that died before this line sends no signal any more. */
        if (getppid() != parent)
            _exit(0);
    }
    return child;
}
