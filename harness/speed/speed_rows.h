/* The rows of speed.csv. */
#ifndef ACTBENCH_SPEED_ROWS_H
#define ACTBENCH_SPEED_ROWS_H

#include "speed/estimate.h"

/* Appends the rows of every group that was measured: its subjects, then memcpy and the A/A pair once per
 * workload. */
void speed_rows_append(const session *s, table *rows);

#endif
