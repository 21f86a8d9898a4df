/* One measuring process: the unit of inference. Memory layout, code placement and the machine's speed state
 * belong to a process, so each figure comes from a fresh one that executes this program anew. */
#ifndef ACTBENCH_PROCESS_H
#define ACTBENCH_PROCESS_H

#include "speed/rounds.h"

/* The implementations that parent and worker both know by index. */
typedef struct roster {
    const implementation *const *list;
    size_t count;
} roster;

/* A contender as told to a worker: an index into the roster, or ~fixture. */
typedef struct entry {
    int32_t index;
    uint32_t reference; /* index into the entries */
} entry;

/* What e stands for; dtype chooses among the fixtures. */
const implementation *entry_implementation(const entry *e, const roster *r, dtype type);

/* The hidden command that makes this program a worker. */
extern const char *const worker_command;

/* Measures in a new process. With `execute` that process runs this executable with worker_command, in an
 * environment whose size is drawn from the job's seed; otherwise it is a bare fork. Returns a status;
 * STATUS_WORSE and one line when the worker dies, as it does when a kernel crashes. */
int process_measure(const roster *r, bool execute, const job *j, dtype type, const entry *entries,
                    size_t count, process_outcome *process, outcome *found);

/* The worker's side: reads a job from standard input, measures it, writes the outcomes to standard output. */
int worker_main(const roster *r);

#endif
