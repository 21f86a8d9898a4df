/* A stranger's program: raw little-endian elements on its standard input, as many on its standard output. */
#ifndef ACTBENCH_PROGRAM_H
#define ACTBENCH_PROGRAM_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/* The status of what cannot be started, as the shell has it. */
enum { PROGRAM_NOT_FOUND = 127 };

/* How a run of it ended. */
typedef enum program_end {
    PROGRAM_DONE,        /* as many bytes came as went, and its status is 0 */
    PROGRAM_FAILED,      /* it ended with the status in `detail` */
    PROGRAM_KILLED,      /* by the signal in `detail` */
    PROGRAM_IDLE,        /* it neither read nor wrote for the time allowed, and was killed */
    PROGRAM_SHORT,       /* it ended well with fewer bytes */
    PROGRAM_LONG,        /* it wrote more */
    PROGRAM_INTERRUPTED, /* the user has enough */
    PROGRAM_NOT_STARTED
} program_end;

typedef struct program_run {
    program_end end;
    int detail;
    size_t got; /* bytes written by it, at most `size` */
} program_run;

/* Runs `arguments` (arguments[0] is searched in PATH) with `size` bytes of x; what it writes goes to y. It, and what it
 * has started, is gone when this returns. */
program_run program_feed(char *const *arguments, const void *x, void *y, size_t size, unsigned patience_seconds);

#endif
