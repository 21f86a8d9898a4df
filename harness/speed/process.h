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

/* What somebody is timed for. */
typedef enum runner_role {
    RUNNER_FIXTURE,   /* one of the harness's own; in every group of its dtype and workload */
    RUNNER_COMPANION, /* relu, in every group too: what the cheapest activation takes */
    RUNNER_REFERENCE, /* for the ratios of others, without a row of its own */
    RUNNER_SUBJECT,   /* for its row */
} runner_role;

/* Who is timed, as told to a worker. */
typedef struct runner {
    runner_role role;
    uint32_t index;     /* of the roster, a fixture's of the fixtures */
    uint32_t reference; /* index of the runner that its ratio is to */
} runner;

/* Who it is; dtype chooses among the fixtures. */
const implementation *runner_implementation(const runner *who, const roster *r, dtype type);

/* The hidden command that makes this program a worker. */
extern const char *const worker_command;

/* Who did not come back from its kernel, and how: "hangs", "crashes (Segmentation fault)" ... */
typedef struct culprit {
    int32_t index; /* of the runner; -1: nobody */
    char how[64];
} culprit;

/* What a process is started for. With `execute` it runs this executable with worker_command, in an
 * environment whose size is drawn from the job's seed; otherwise it is a bare fork. */
typedef struct process_task {
    const roster *roster;
    bool execute;
    double patience_seconds; /* without progress, after which it is killed */
    const job *job;
    dtype type;
    const runner *runners;
    size_t count;
} process_task;

/* Whether this program can start itself anew, which each measurement does. An emulator and a system without /proc cannot:
 * one line has been printed, and the status is STATUS_MISSING. */
int process_possible(void);

/* Measures in a new process. Returns a status: good; or else *who is at fault, if a kernel is, and if not
 * there has been one line (but for an interrupt). */
int process_measure(const process_task *t, process_outcome *process, outcome *found, culprit *who);

/* The worker's side: reads a job from standard input, measures it, writes the outcomes to standard output. */
int worker_main(const roster *r);

#endif
