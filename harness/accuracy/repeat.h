/* Whether an implementation gives the same results when it is called again: with another number of elements,
 * at other addresses, in place, and among other neighbours. */
#ifndef ACTBENCH_REPEAT_H
#define ACTBENCH_REPEAT_H

#include "accuracy/worker.h"

/* Whether the block at that offset of the segment is one of those that are called again: the first of every
 * segment, and a share of the others, drawn by the seed. */
bool repeat_is_due(const inputs *in, size_t segment, uint64_t offset);

/* Calls the implementation again on the worker's block and holds the results against those at hand. Other
 * results are counted as PROPERTY_UNREPEATABLE, results that no call wrote as an offence. */
void repeat_block(worker *w, const implementation *impl, worker_share *share);

/* Calls it again on each of the segment's extremes alone, and does the same. */
void repeat_extremes(worker *w, const implementation *impl, worker_share *share);

#endif
