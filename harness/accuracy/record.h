/* What one finished segment contributes, as bytes: the tallies as they are in memory, the histogram without
 * its empty bins. Live and resumed segments both reach the findings through here, so they cannot differ. */
#ifndef ACTBENCH_RECORD_H
#define ACTBENCH_RECORD_H

#include "accuracy/worker.h"

/* The contribution of the segment that the worker has just finished; to be freed. */
void *record_of(worker *w, size_t *size);

/* Adds segment's record to the findings; false, with the findings unchanged, where the bytes are none of this
 * pass. */
bool record_take(const pass *p, uint64_t segment, const void *bytes, size_t size, findings *out);

/* What the layout of a record depends on, as one line. */
void record_layout(const pass *p, char *text, size_t size);

#endif
