/* What a worker process is running at the moment, for the parent that waits for it: a kernel may hang, crash
 * or end the process, and then it is the parent who tells which one it was. */
#ifndef ACTBENCH_WATCH_H
#define ACTBENCH_WATCH_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

/* The parent's side. */
typedef struct watch {
    int file;                  /* shared with the worker */
    struct watch_shared *page; /* its content */
} watch;

typedef enum watch_result {
    WATCH_READY,       /* there is something to read, or the worker is gone */
    WATCH_HANGS,       /* no progress for too long */
    WATCH_INTERRUPTED, /* Ctrl-C has come */
} watch_result;

enum { WATCH_NOTHING = -1 };

/* False when the system has no memory or descriptor left. */
bool watch_open(watch *w);
void watch_close(watch *w);

/* In the child, behind the last redirection and before an exec: hands the page on. */
void watch_hand_on(const watch *w);

/* Waits for something to read on the worker's pipe. It hangs when nothing begins or ends for that many
 * seconds; those in which the program itself is stopped (Ctrl-Z) do not count. */
watch_result watch_wait(const watch *w, int pipe, double patience_seconds);

/* Kills the worker if it is not to go on, and waits for its end; returns its wait status. */
int watch_collect(pid_t worker, watch_result result);

/* What the worker was running last; WATCH_NOTHING: its own code. */
int32_t watch_running(const watch *w);

/* In words, how a worker with that result and wait status ended: "hangs", "crashes (Segmentation fault)" or
 * "ends the process". */
void watch_describe(watch_result result, int wait_status, char *text, size_t size);

/* The worker's side: takes over what the parent has handed on. Without it the two below do nothing. */
void watch_take(void);
void watch_begin(int32_t what);
void watch_end(void);

#endif
