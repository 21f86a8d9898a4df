/* Running something that may crash, hang or end the program, without harm to the caller. */
#ifndef ACTBENCH_CHILD_H
#define ACTBENCH_CHILD_H

typedef enum child_end {
    CHILD_RETURNED,  /* the body came back */
    CHILD_EXITED,    /* the body ended the process by itself */
    CHILD_KILLED,    /* by the signal in *killer */
    CHILD_TIMED_OUT, /* after limit_seconds */
    CHILD_FAILED,    /* there is no child: the system refused one */
} child_end;

/* Runs body(data) in a forked child for limit_seconds at most. What the child leaves behind it must write to
 * memory that is shared. */
child_end child_run(void (*body)(void *data), void *data, unsigned limit_seconds, int *killer);

#endif
