/* The workloads that speed rows stand for, told apart by data: nothing is left out because it is unusual. */
#ifndef ACTBENCH_REPORT_WORKLOADS_H
#define ACTBENCH_REPORT_WORKLOADS_H

#include "rows/rows.h"

#include <stdbool.h>

enum { WORKLOAD_NEAR_N = 4096 }; /* elements of the usual workload: they stay in the nearest caches */

/* Whether both rows are of one workload: the same settings. */
bool workload_same(const speed_row *a, const speed_row *b);

/* Whether it is what speed is first asked for: throughput at n = 4096, out of place. */
bool workload_is_usual(const speed_row *row);

/* What a workload is called by. */
typedef struct workload_name {
    uint64_t n;               /* 0: goes without saying */
    const char *distribution; /* NULL: goes without saying */
    const char *mode, *placement;
} workload_name;

workload_name workload_name_of(const speed_row *row);

/* Only what differs from the usual one. */
workload_name workload_name_beside(const speed_row *row, const speed_row *usual);

/* "n = 512, N(0,4), cold, in place": throughput and out of place go without saying, and n says nothing of
 * latency. */
void workload_describe(const workload_name *w, char *text, size_t size);

#endif
