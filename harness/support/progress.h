/* A progress bar with the time left on stderr; nothing at all where stderr is not a terminal. */
#ifndef ACTBENCH_PROGRESS_H
#define ACTBENCH_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

typedef struct progress progress;

/* Starts a bar for `total` steps of any unit. Without a terminal, or when quiet, the bar never shows. */
progress *progress_new(const char *label, uint64_t total, bool quiet);

/* Adds steps done. Any thread may call it at any rate: the bar is drawn a few times a second by whichever
 * caller finds it due. */
void progress_add(progress *p, uint64_t steps);

/* Wipes the bar from the terminal and frees it; NULL is allowed. No other thread may still use it. */
void progress_free(progress *p);

#endif
