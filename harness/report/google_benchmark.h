/* speed.json: the speeds in the JSON form of Google Benchmark, for the tools that read it. */
#ifndef ACTBENCH_GOOGLE_BENCHMARK_H
#define ACTBENCH_GOOGLE_BENCHMARK_H

#include "rows/table.h"

/* Writes DIR/speed.json from rows of speed_schema and environment_schema. One benchmark a row; its times are
 * those of one call on n elements, in nanoseconds. Returns a status. */
int google_benchmark_write(const table *speed, const table *environment, const char *dir);

#endif
