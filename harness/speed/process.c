#include "speed/process.h"
#include "speed/fixtures.h"
#include "speed/pipes.h"
#include "support/memory.h"
#include "support/status.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

const char *const worker_command = "speed-worker";

/* Both ends run the same executable: plain structs will do between them. */
typedef struct message {
    job job;
    uint32_t type, count;
} message;

const implementation *entry_implementation(const entry *e, const roster *r, dtype type)
{
    return e->index < 0 ? &fixtures[type][~e->index] : r->list[e->index];
}

static int work(const roster *r, const message *m, int in, int out)
{
    entry *entries = memory_or_exit(calloc(m->count, sizeof *entries));
    contender *contenders = memory_or_exit(calloc(m->count, sizeof *contenders));
    outcome *found = memory_or_exit(calloc(m->count, sizeof *found));
    process_outcome process;
    int status = STATUS_MISSING;
    if (read_all(in, entries, m->count * sizeof *entries)) {
        for (size_t i = 0; i < m->count; i++)
            contenders[i] = (contender){.impl = entry_implementation(&entries[i], r, (dtype)m->type),
                                        .reference = entries[i].reference};
        if (!rounds_run(&m->job, contenders, m->count, &process, found))
            status = complain(STATUS_MISSING,
                              "speed: not enough memory for arrays of %llu elements: choose a smaller --n",
                              (unsigned long long)m->job.load.n);
        else if (write_all(out, &process, sizeof process) && write_all(out, found, m->count * sizeof *found))
            status = STATUS_GOOD;
    }
    free(entries);
    free(contenders);
    free(found);
    return status;
}

int worker_main(const roster *r)
{
    message m;
    const int out = dup(STDOUT_FILENO);
    /* What a library prints must not mix with the outcomes. */
    if (out < 0 || dup2(STDERR_FILENO, STDOUT_FILENO) < 0 || !read_all(STDIN_FILENO, &m, sizeof m))
        return complain(STATUS_USAGE, "%s: an internal command: run `actbench speed` instead",
                        worker_command);
    return work(r, &m, STDIN_FILENO, out);
}

/* Environment strings lie above the stack: their length moves every stack address. */
static void vary_environment(uint64_t seed)
{
    char padding[4096];
    const size_t length = seed % sizeof padding;
    memset(padding, 'x', length);
    padding[length] = '\0';
    setenv("ACTBENCH_PADDING", padding, 1);
}

static void become_worker(const roster *r, bool execute, uint64_t seed, int in, int out)
{
    if (dup2(in, STDIN_FILENO) < 0 || dup2(out, STDOUT_FILENO) < 0)
        _exit(STATUS_MISSING);
    if (!execute)
        _exit(worker_main(r));
    vary_environment(seed);
    /* A thread that waits must not keep the processor from the one it waits for. */
    setenv("OMP_WAIT_POLICY", "passive", 0);
    execl("/proc/self/exe", "actbench", worker_command, (char *)NULL);
    _exit(complain(STATUS_MISSING, "speed: cannot execute /proc/self/exe: %s", strerror(errno)));
}

/* Starts a worker; *to and *from are this side's ends of its pipes. */
static pid_t start_worker(const roster *r, bool execute, uint64_t seed, int *to, int *from)
{
    int down[2], up[2];
    if (pipe(down) != 0)
        return -1;
    if (pipe(up) != 0) {
        close(down[0]);
        close(down[1]);
        return -1;
    }
    const pid_t child = fork();
    if (child == 0) {
        close(down[1]);
        close(up[0]);
        become_worker(r, execute, seed, down[0], up[1]);
    }
    close(down[0]);
    close(up[1]);
    *to = down[1];
    *from = up[0];
    if (child < 0) {
        close(*to);
        close(*from);
    }
    return child;
}

/* Waits for the worker and says why it failed, if it did and has not said so itself. */
static int judge_exit(pid_t child, bool complete)
{
    int status = 0;
    while (waitpid(child, &status, 0) < 0 && errno == EINTR)
        ;
    if (WIFSIGNALED(status))
        return complain(STATUS_WORSE, "speed: a measuring process died: %s", strsignal(WTERMSIG(status)));
    if (WEXITSTATUS(status) != STATUS_GOOD)
        return WEXITSTATUS(status);
    return complete ? STATUS_GOOD : complain(STATUS_WORSE, "speed: a measuring process ended early");
}

int process_measure(const roster *r, bool execute, const job *j, dtype type, const entry *entries,
                    size_t count, process_outcome *process, outcome *found)
{
    int to, from;
    const pid_t child = start_worker(r, execute, j->seed, &to, &from);
    if (child < 0)
        return complain(STATUS_MISSING, "speed: cannot start a measuring process: %s", strerror(errno));
    message m;
    memset(&m, 0, sizeof m); /* padding bytes too: they are written to the pipe */
    m.job = *j;
    m.type = (uint32_t)type;
    m.count = (uint32_t)count;
    bool complete = write_all(to, &m, sizeof m) && write_all(to, entries, count * sizeof *entries);
    close(to);
    complete =
        complete && read_all(from, process, sizeof *process) && read_all(from, found, count * sizeof *found);
    close(from);
    return judge_exit(child, complete);
}
