#include "speed/instructions.h"
#include "reference/function.h"
#include "registry/registry.h"
#include "speed/distribution.h"
#include "speed/group.h"
#include "speed/steps.h"
#include "support/bound_fork.h"
#include "support/descriptor.h"
#include "support/memory.h"
#include "support/status.h"

#include <dirent.h>
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#if __has_include(<valgrind/callgrind.h>)
#include <valgrind/callgrind.h>
#define CALLGRIND_KNOWN 1
#else
/* Built without valgrind's header: nothing can be counted, and the command says so. */
#define CALLGRIND_KNOWN 0
#define CALLGRIND_TOGGLE_COLLECT
#define CALLGRIND_ZERO_STATS
#define CALLGRIND_DUMP_STATS_AT(name) ((void)(name))
#endif

bool instructions_possible(void)
{
    return CALLGRIND_KNOWN && system("command -v valgrind > /dev/null 2>&1") == 0;
}

const char *const instructions_command = "instructions-worker";

static const workload counted_load = {.n = 4096, .threads = 1};

/* One kernel to count, as the worker is told. */
typedef struct order {
    runner who;
    uint32_t type;
    bool magnitudes;
    params params;
} order;

/* A kernel with what it is called on, called once before: what happens only once does not count. */
typedef struct counted_call {
    const implementation *impl;
    const params *params;
    char *x, *y;
} counted_call;

static void call_again(void *argument)
{
    const counted_call *c = argument;
    implementation_run(c->impl, c->x, c->y, counted_load.n, c->params);
}

static counted_call call_new(const implementation *impl, const order *o)
{
    const size_t n = counted_load.n, bytes = n * dtype_size(impl->dtype);
    counted_call c = {impl, &o->params, memory_or_exit(aligned_alloc(64, bytes)),
                      memory_or_exit(aligned_alloc(64, bytes))};
    distribution_fill(&distributions[counted_load.distribution], impl->dtype, 1, c.x, n, n);
    if (o->magnitudes)
        clear_signs(impl->dtype, c.x, n);
    call_again(&c);
    return c;
}

static void call_free(counted_call *c)
{
    free(c->x);
    free(c->y);
}

static void count_one(const order *o, const roster *r, uint32_t name)
{
    const implementation *impl = runner_implementation(&o->who, r, (dtype)o->type);
    if (!implementation_available(impl))
        return;
    char text[16];
    snprintf(text, sizeof text, "%u", name);
    counted_call c = call_new(impl, o);
    CALLGRIND_ZERO_STATS;
    CALLGRIND_TOGGLE_COLLECT;
    call_again(&c);
    CALLGRIND_TOGGLE_COLLECT;
    CALLGRIND_DUMP_STATS_AT(text);
    call_free(&c);
}

/* Valgrind knows no AVX-512: kernels that need it are stepped through. (Not other projects': their threads and locks
 * would not all be there in a forked child.) */
static void step_through(const order *o, const roster *r, double *count)
{
    const implementation *impl = runner_implementation(&o->who, r, (dtype)o->type);
    const bool beyond_valgrind = impl->isa != NULL && strstr(impl->isa, "avx512") != NULL;
    if (!isnan(*count) || !beyond_valgrind || impl->origin == ORIGIN_PEER || !implementation_available(impl))
        return;
    uint64_t steps;
    counted_call c = call_new(impl, o);
    if (steps_count(call_again, &c, &steps))
        *count = (double)steps;
    call_free(&c);
}

int instructions_worker(const roster *r)
{
    order o;
    for (uint32_t name = 0; read_all(STDIN_FILENO, &o, sizeof o); name++)
        count_one(&o, r, name);
    return STATUS_GOOD;
}

/* Callgrind leaves one file for each dump; each names what triggered it and its total. */
static void read_dump(const char *path, double *counts, size_t count)
{
    char line[256];
    size_t name = count;
    FILE *file = fopen(path, "r");
    while (file != NULL && fgets(line, sizeof line, file) != NULL) {
        unsigned long long total;
        sscanf(line, "desc: Trigger: Client Request: %zu", &name);
        if (name < count && (sscanf(line, "summary: %llu", &total) == 1 || sscanf(line, "totals: %llu", &total) == 1))
            counts[name] = (double)total;
    }
    if (file != NULL)
        fclose(file);
}

/* Reads all files of the folder and removes it. */
static void gather(const char *dir, double *counts, size_t count)
{
    DIR *folder = opendir(dir);
    for (struct dirent *file; folder != NULL && (file = readdir(folder)) != NULL;) {
        char path[512];
        snprintf(path, sizeof path, "%s/%s", dir, file->d_name);
        if (file->d_name[0] == '.')
            continue;
        read_dump(path, counts, count);
        unlink(path);
    }
    if (folder != NULL)
        closedir(folder);
    rmdir(dir);
}

static _Noreturn void become_counted(const char *dir, int in)
{
    char out[512], program[4096] = "";
    if (readlink("/proc/self/exe", program, sizeof program - 1) < 0)
        _exit(complain(STATUS_MISSING, "instructions: cannot read /proc/self/exe: %s", strerror(errno)));
    snprintf(out, sizeof out, "--callgrind-out-file=%s/dump", dir);
    if (dup2(in, STDIN_FILENO) >= 0)
        execlp("valgrind", "valgrind", "-q", "--tool=callgrind", "--collect-atstart=no", "--combine-dumps=no", out,
               program, instructions_command, (char *)NULL);
    _exit(complain(STATUS_MISSING, "instructions: cannot run valgrind: %s: install it, or leave --instructions out",
                   strerror(errno)));
}

static int run_counted(const char *dir, const order *orders, size_t count)
{
    int pipe_ends[2], status = 0;
    if (pipe(pipe_ends) != 0)
        return complain(STATUS_MISSING, "instructions: cannot make a pipe: %s", strerror(errno));
    const pid_t child = bound_fork();
    if (child == 0) {
        close(pipe_ends[1]);
        become_counted(dir, pipe_ends[0]);
    }
    close(pipe_ends[0]);
    const bool told = child > 0 && write_to_reader(pipe_ends[1], orders, count * sizeof *orders);
    close(pipe_ends[1]);
    while (child > 0 && waitpid(child, &status, 0) < 0 && errno == EINTR)
        ;
    if (child > 0 && WIFEXITED(status) && WEXITSTATUS(status) == STATUS_MISSING)
        return STATUS_MISSING;
    return told && status == 0 ? STATUS_GOOD : complain(STATUS_WORSE, "instructions: the counted run failed");
}

/* Counts all orders; NaN stays where nothing was counted. */
static int count_orders(const order *orders, double *counts, size_t count)
{
    const char *base = getenv("TMPDIR");
    char dir[256];
    snprintf(dir, sizeof dir, "%s/actbench.XXXXXX", base == NULL ? "/tmp" : base);
    if (!CALLGRIND_KNOWN)
        return complain(STATUS_MISSING,
                        "instructions: built without valgrind/callgrind.h: install valgrind and rebuild");
    if (mkdtemp(dir) == NULL)
        return complain(STATUS_MISSING, "%s: cannot make a folder: %s: set TMPDIR", dir, strerror(errno));
    const int status = run_counted(dir, orders, count);
    gather(dir, counts, count);
    return status;
}

static void append_row(const speed_plan *plan, const group *g, const implementation *impl, double count, table *rows)
{
    instructions_row row = {.n = g->load.n, .instructions_per_element = count / (double)g->load.n};
    snprintf(row.run_id, sizeof row.run_id, "%s", plan->run_id);
    snprintf(row.function, sizeof row.function, "%s", impl->function->name);
    snprintf(row.op, sizeof row.op, "%s", op_names[impl->op]);
    snprintf(row.dtype, sizeof row.dtype, "%s", dtype_names[impl->dtype]);
    snprintf(row.impl, sizeof row.impl, "%s", impl->name);
    group_print_params(g, row.params, sizeof row.params);
    group_print_distribution(g, row.distribution, sizeof row.distribution);
    table_append(rows, &row);
}

int instructions_measure(const speed_plan *plan, table *rows)
{
    const planned_load everywhere = {.load = counted_load, .op = -1, .dtype = -1};
    speed_plan counted = *plan;
    counted.loads = &everywhere;
    counted.load_count = 1;
    session all = session_new(&counted);
    order *orders = memory_or_exit(calloc(plan->impl_count + 1, sizeof *orders));
    double *counts = memory_or_exit(calloc(plan->impl_count + 1, sizeof *counts));
    size_t count = 0;
    for (const group *g = all.groups; g < all.groups + all.count; g++)
        for (size_t c = g->lead; c < g->count; c++)
            if (g->runners[c].role == RUNNER_SUBJECT)
                orders[count++] = (order){g->runners[c], g->sample->dtype, g->load.magnitudes, g->params};
    for (size_t i = 0; i < count; i++)
        counts[i] = (double)NAN;
    const int status = count_orders(orders, counts, count);
    for (size_t i = 0; i < count; i++)
        step_through(&orders[i], &plan->roster, &counts[i]);
    size_t next = 0;
    for (const group *g = all.groups; g < all.groups + all.count; g++)
        for (size_t c = g->lead; c < g->count; c++)
            if (g->runners[c].role == RUNNER_SUBJECT && !isnan(counts[next++]))
                append_row(plan, g, group_implementation(&all, g, c), counts[next - 1], rows);
    free(orders);
    free(counts);
    session_free(&all);
    return status;
}
