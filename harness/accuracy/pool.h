/* The processes that do a pass: each does whole segments and sends their records to the parent. One that dies
 * of an implementation costs that implementation and nothing else. */
#ifndef ACTBENCH_POOL_H
#define ACTBENCH_POOL_H

#include "accuracy/pass.h"

/* What becomes of a record; returns a status, and any but STATUS_GOOD ends the pool's work. */
typedef int pool_taker(void *context, uint64_t segment, const void *bytes, size_t size);

/* Does the `count` segments of todo with p->threads processes, until all are done, an interrupt comes, or a
 * status is not good. dead: of each implementation the offence that a process died of, if any; those are not
 * run, and what is newly found is added. Returns the taker's status; STATUS_MISSING where no process can be
 * started; STATUS_WORSE where one died that was running no implementation. */
int pool_run(const pass *p, const size_t *todo, size_t count, offence *dead, pool_taker *take, void *context);

#endif
