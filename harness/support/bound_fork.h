/* Child processes that do not outlive the program. */
#ifndef ACTBENCH_BOUND_FORK_H
#define ACTBENCH_BOUND_FORK_H

#include <sys/types.h>

/* As fork(), but the child is killed as soon as the calling thread ends, however it does: one that hangs
 * would otherwise keep a processor busy for ever. An exec keeps it so. */
pid_t bound_fork(void);

#endif
