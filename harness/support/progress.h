/* A progress bar with the time left on stderr; nothing at all where stderr is not a terminal. */
#ifndef ACTBENCH_PROGRESS_H
#define ACTBENCH_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

typedef struct progress progress;

/* Starts a bar for `total` steps of any unit. Without a terminal, or when quiet, the bar never shows. */
progress *progress_new(const char *label, uint64_t total, bool quiet);

/* What the bar is called from now on. */
void progress_rename(progress *p, const char *label);

/* Seconds that follow on the last step, as far as is known: they are part of the time left. */
void progress_follow(progress *p, double seconds);

/* Steps that turn out to be done already, or to be nobody's: there are so many fewer. */
void progress_skip(progress *p, uint64_t steps);

/* Adds steps done. Any thread may call it at any rate: the bar is drawn a few times a second by whichever
 * caller finds it due. */
void progress_add(progress *p, uint64_t steps);

/* Wipes the bar from the terminal and frees it; NULL is allowed. No other thread may still use it. */
void progress_free(progress *p);

#endif
