#include "speed/process.h"
#include "speed/fixtures.h"
#include "speed/watch.h"
#include "support/bound_fork.h"
#include "support/crash.h"
#include "support/descriptor.h"
#include "support/memory.h"
#include "support/status.h"

#include <errno.h>
#include <fcntl.h>
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

const implementation *runner_implementation(const runner *who, const roster *r, dtype type)
{
    return who->role == RUNNER_FIXTURE ? &fixtures[type][who->index] : r->list[who->index];
}

/* The runner that is that fixture; count where none is. */
static size_t find_fixture(const runner *runners, size_t count, fixture which)
{
    size_t at = 0;
    while (at < count && !(runners[at].role == RUNNER_FIXTURE && runners[at].index == (uint32_t)which))
        at++;
    return at;
}

static sampler sampler_of(const runner *runners, size_t i, const roster *r, dtype type)
{
    const runner *who = &runners[i];
    return (sampler){.impl = runner_implementation(who, r, type),
                     .number = (int32_t)i,
                     .reference = who->reference,
                     .yardstick = who->role == RUNNER_FIXTURE && who->index <= FIXTURE_STREAM_COPY};
}

static int work(const roster *r, const message *m, int in, int out)
{
    runner *runners = memory_or_exit(calloc(m->count, sizeof *runners));
    sampler *samplers = memory_or_exit(calloc(m->count, sizeof *samplers));
    outcome *found = memory_or_exit(calloc(m->count, sizeof *found));
    process_outcome process;
    int status = STATUS_MISSING;
    if (read_all(in, runners, m->count * sizeof *runners)) {
        for (size_t i = 0; i < m->count; i++)
            samplers[i] = sampler_of(runners, i, r, (dtype)m->type);
        const copies yardsticks = {find_fixture(runners, m->count, FIXTURE_COPY),
                                   find_fixture(runners, m->count, FIXTURE_STREAM_COPY)};
        if (!rounds_run(&m->job, samplers, m->count, &yardsticks, &process, found))
            status =
                complain(STATUS_MISSING, "speed: not enough memory for arrays of %llu elements: choose a smaller --n",
                         (unsigned long long)m->job.load.n);
        else if (write_to_reader(out, &process, sizeof process) &&
                 write_to_reader(out, found, m->count * sizeof *found))
            status = STATUS_GOOD;
    }
    free(runners);
    free(samplers);
    free(found);
    return status;
}

int worker_main(const roster *r)
{
    message m;
    const int out = dup(STDOUT_FILENO);
    /* What a library prints must not mix with the outcomes. */
    if (out < 0 || dup2(STDERR_FILENO, STDOUT_FILENO) < 0 || !read_all(STDIN_FILENO, &m, sizeof m))
        return complain(STATUS_USAGE, "%s: an internal command: run `actbench speed` instead", worker_command);
    crash_pass();
    watch_take();
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

static void become_worker(const process_task *t, const watch *w, int in, int out)
{
    if (dup2(in, STDIN_FILENO) < 0 || dup2(out, STDOUT_FILENO) < 0)
        _exit(STATUS_MISSING);
    watch_hand_on(w);
    if (!t->execute)
        _exit(worker_main(t->roster));
    vary_environment(t->job->seed);
    /* A thread that waits must not keep the processor from the one it waits for. */
    setenv("OMP_WAIT_POLICY", "passive", 0);
    execl("/proc/self/exe", "actbench", worker_command, (char *)NULL);
    _exit(complain(STATUS_MISSING, "speed: cannot execute /proc/self/exe: %s", strerror(errno)));
}

int process_possible(void)
{
    int how = -1;
    const pid_t child = bound_fork();
    if (child == 0) {
        const int nowhere = open("/dev/null", O_RDWR);
        dup2(nowhere, STDOUT_FILENO);
        dup2(nowhere, STDERR_FILENO);
        execl("/proc/self/exe", "actbench", "--version", (char *)NULL);
        _exit(STATUS_MISSING);
    }
    if (child > 0)
        waitpid(child, &how, 0);
    return child > 0 && WIFEXITED(how) && WEXITSTATUS(how) == STATUS_GOOD
               ? STATUS_GOOD
               : complain(STATUS_MISSING,
                          "speed: this program cannot start itself, as under an emulator or without /proc: "
                          "time it on a machine of its own");
}

/* Starts a worker; *to and *from are this side's ends of its pipes. */
static pid_t start_worker(const process_task *t, const watch *w, int *to, int *from)
{
    int down[2], up[2];
    if (pipe(down) != 0)
        return -1;
    if (pipe(up) != 0) {
        close(down[0]);
        close(down[1]);
        return -1;
    }
    const pid_t child = bound_fork();
    if (child == 0) {
        close(down[1]);
        close(up[0]);
        become_worker(t, w, down[0], up[1]);
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

/* Says why the worker failed, if it did and has not said so itself and no kernel is at fault. */
static int judge_exit(int status, bool complete)
{
    if (WIFSIGNALED(status))
        return complain(STATUS_WORSE, "speed: a measuring process died: %s", strsignal(WTERMSIG(status)));
    if (WEXITSTATUS(status) != STATUS_GOOD)
        return WEXITSTATUS(status);
    return complete ? STATUS_GOOD : complain(STATUS_WORSE, "speed: a measuring process ended early");
}

/* Gives the worker its job; false when it is gone. */
static bool tell(int to, const process_task *t)
{
    message m;
    memset(&m, 0, sizeof m); /* padding bytes too: they are written to the pipe */
    m.job = *t->job;
    m.type = (uint32_t)t->type;
    m.count = (uint32_t)t->count;
    return write_to_reader(to, &m, sizeof m) && write_to_reader(to, t->runners, t->count * sizeof *t->runners);
}

static int measure_watched(const process_task *t, const watch *w, process_outcome *process, outcome *found,
                           culprit *who)
{
    int to, from;
    const pid_t child = start_worker(t, w, &to, &from);
    if (child < 0)
        return complain(STATUS_MISSING, "speed: cannot start a measuring process: %s", strerror(errno));
    const bool told = tell(to, t);
    close(to);
    const watch_result result = watch_wait(w, from, t->patience_seconds);
    const bool complete = told && result == WATCH_READY && read_all(from, process, sizeof *process) &&
                          read_all(from, found, t->count * sizeof *found);
    close(from);
    const int status = watch_collect(child, result);
    if (result == WATCH_INTERRUPTED)
        return STATUS_WORSE;
    if (complete || watch_running(w) == WATCH_NOTHING)
        return judge_exit(status, complete);
    who->index = watch_running(w);
    watch_describe(result, status, who->how, sizeof who->how);
    return STATUS_WORSE;
}

int process_measure(const process_task *t, process_outcome *process, outcome *found, culprit *who)
{
    watch w;
    *who = (culprit){.index = WATCH_NOTHING};
    if (!watch_open(&w))
        return complain(STATUS_MISSING, "speed: cannot watch a measuring process: %s", strerror(errno));
    const int status = measure_watched(t, &w, process, found, who);
    watch_close(&w);
    return status;
}
