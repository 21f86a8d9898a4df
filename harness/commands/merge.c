#include "accuracy/certify_run.h"
#include "accuracy/state.h"
#include "commands/commands.h"
#include "commands/measure_accuracy.h"
#include "environment/environment.h"
#include "report/print.h"
#include "support/journal.h"
#include "support/memory.h"
#include "support/status.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct merge {
    char **dirs;
    int count;
    run run; /* under the first folder's run_id */
    table *accuracy;
    accuracy_details details;
} merge;

static const command_syntax syntax = {
    "merge",
    "DIR...",
    "Puts the parts that `--shard` runs have left in their folders together, into --out: what one run would "
    "have\n"
    "written, under the first folder's run_id. Columns of seconds are sums.",
    NULL,
    0,
    "function impl op dtype alpha threads seed"};

/* The journal of that name in folder i; false if there is none. */
static bool find_journal(const merge *m, int i, const char *name, char *path, size_t size)
{
    share_journal_path(m->dirs[i], name, path, size);
    return access(path, F_OK) == 0;
}

/* The identity of the first journal of that name, NULL where no folder has one. */
static int first_identity(const merge *m, const char *name, char **identity)
{
    char path[FILENAME_MAX];
    *identity = NULL;
    for (int i = 0; i < m->count; i++)
        if (find_journal(m, i, name, path, sizeof path))
            return journal_identity(path, identity);
    return STATUS_GOOD;
}

static int read_journals(const merge *m, const char *name, const char *identity, journal_take *take,
                         void *context)
{
    char path[FILENAME_MAX];
    int status = STATUS_GOOD;
    for (int i = 0; i < m->count && status == STATUS_GOOD; i++)
        if (find_journal(m, i, name, path, sizeof path))
            status = journal_read(path, identity, take, context);
    return status;
}

static int complain_missing(const char *name, size_t missing, size_t first, size_t all)
{
    return complain(
        STATUS_USAGE,
        "merge: %s: %zu of %zu pieces are in none of the folders, piece %zu (of shard %zu/N modulo N) "
        "first: finish that shard with --resume",
        name, missing, all, first, first + 1);
}

static int merge_pass(merge *m, const char *name, pass *p, const char *identity)
{
    const size_t segments = inputs_segments(&p->inputs);
    p->done = memory_or_exit(calloc(segments, sizeof *p->done));
    findings *found = memory_or_exit(calloc(p->impl_count, sizeof *found));
    findings_begin(p, found);
    state_target target = {p, found};
    int status = read_journals(m, name, identity, state_take, &target);
    size_t first = 0;
    const size_t missing = state_missing(p, &first);
    if (status == STATUS_GOOD && missing > 0)
        status = complain_missing(name, missing, first, segments);
    bool complete;
    if (status == STATUS_GOOD)
        status = pass_continue(p, found, &complete);
    if (status == STATUS_GOOD)
        status = accuracy_append_rows(&m->run, p, found, m->accuracy, &m->details);
    for (size_t i = 0; i < p->impl_count; i++)
        findings_free(&found[i]);
    free(found);
    free(p->done);
    return status;
}

/* One (function, op, dtype), if any folder has it; *seen counts those. */
static int merge_group(merge *m, const implementation *const *group, size_t count, size_t *seen)
{
    char name[TEXT_LONG], *identity;
    accuracy_journal_name(group[0], name, sizeof name);
    int status = first_identity(m, name, &identity);
    if (status != STATUS_GOOD || identity == NULL)
        return status;
    ++*seen;
    const implementation **impls = memory_or_exit(calloc(count, sizeof *impls));
    pass p = {.threads = 1};
    if (state_pass(identity, group, count, impls, &p)) {
        char *ours = state_identity(&p, share_program());
        status = merge_pass(m, name, &p, ours);
        free(ours);
    } else {
        status = complain(STATUS_USAGE,
                          "merge: %s: is of a run that this program does not know: merge with the "
                          "program that made the parts",
                          name);
    }
    free(impls);
    free(identity);
    return status;
}

static int merge_accuracy(merge *m, size_t *seen)
{
    size_t count;
    const implementation *const *all = registry_all(&count);
    m->accuracy = table_new(&accuracy_schema);
    int worst = details_begin(&m->details, m->run.options->out);
    for (size_t i = 0; i < count && worst <= STATUS_WORSE;) {
        const size_t end = accuracy_group_end(all, count, i);
        const int status = merge_group(m, all + i, end - i, seen);
        worst = status > worst ? status : worst;
        i = end;
    }
    const int ended = details_end(&m->details);
    worst = ended > worst ? ended : worst;
    if (worst <= STATUS_WORSE && *seen > 0) {
        const int written = run_write(&m->run, m->accuracy);
        worst = written > worst ? written : worst;
        table_print(m->accuracy, stdout, m->run.options->format);
    }
    table_free(m->accuracy);
    return worst;
}

static int merge_certificate(merge *m, size_t *seen)
{
    char *identity;
    int status = first_identity(m, "certify", &identity);
    if (status != STATUS_GOOD || identity == NULL)
        return status;
    ++*seen;
    free(identity);
    certify_run c = certify_run_new(NULL, -1);
    char *ours = certify_identity(&c, share_program());
    status = read_journals(m, "certify", ours, certify_take, &c);
    free(ours);
    size_t missing = 0, first = 0;
    for (size_t i = c.segments; i-- > 0;)
        if (!c.done[i]) {
            missing++;
            first = i;
        }
    if (status == STATUS_GOOD && missing > 0)
        status = complain_missing("certify", missing, first, c.segments);
    if (status == STATUS_GOOD) {
        table *rows = table_new(&certificate_schema);
        certify_rows(&c, m->run.id, rows);
        status = run_write(&m->run, rows);
        table_print(rows, stdout, m->run.options->format);
        table_free(rows);
    }
    certify_run_free(&c);
    return status;
}

int command_merge(int argc, char **argv)
{
    options o = options_defaults();
    bool done;
    int operands;
    int status = options_parse(argc, argv, &syntax, &o, NULL, &operands, &done);
    if (status != STATUS_GOOD || done)
        return status;
    if (operands == 0)
        return complain(STATUS_USAGE, "merge: no folder is given: name those that the shards wrote");
    merge m = {.dirs = argv + 1, .count = operands, .run = {.options = &o}};
    status = environment_read(m.dirs[0], &m.run.environment);
    if (status != STATUS_GOOD)
        return status;
    snprintf(m.run.id, sizeof m.run.id, "%s", environment_value(m.run.environment, "run_id"));
    size_t seen = 0;
    status = merge_accuracy(&m, &seen);
    if (status <= STATUS_WORSE) {
        const int certified = merge_certificate(&m, &seen);
        status = certified > status ? certified : status;
    }
    if (status <= STATUS_WORSE && seen == 0)
        status =
            complain(STATUS_USAGE, "merge: %s: holds no part of a run: give folders that --shard runs wrote",
                     m.dirs[0]);
    if (status <= STATUS_WORSE) {
        const int written = table_write(m.run.environment, o.out);
        status = written > status ? written : status;
    }
    run_end(&m.run);
    return status;
}
