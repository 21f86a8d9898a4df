/* What moved between two runs. */
#ifndef ACTBENCH_CHANGES_H
#define ACTBENCH_CHANGES_H

#include "page/topics.h"

/* Writes a table of the contenders whose error changed, or whose time moved beyond the noise of both runs; `dir` is
 * where the earlier run is stored. */
void changes_write(const topics *t, const char *dir, FILE *to);

/* Whether the ratio to the baseline moved beyond both intervals and both noise floors. */
bool contender_time_moved(const participant *c);

#endif
