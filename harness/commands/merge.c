#include "accuracy/state.h"
#include "certify/certify_run.h"
#include "commands/commands.h"
#include "commands/kept_rows.h"
#include "commands/measure_accuracy.h"
#include "commands/print_run.h"
#include "environment/environment.h"
#include "report/print.h"
#include "support/folder.h"
#include "support/journal.h"
#include "support/memory.h"
#include "support/status.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct merge {
    char **dirs;
    shard *shards; /* of the run in each folder */
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
    TAKES_RUN | TAKES_FORMAT};

/* The journal of that name in folder i; false if there is none. */
static bool find_journal(const merge *m, int i, const char *name, char *path, size_t size)
{
    shard_journal_path(m->dirs[i], name, path, size);
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

static int read_journals(const merge *m, const char *name, const char *identity, journal_take *take, void *context)
{
    char path[FILENAME_MAX];
    int status = STATUS_GOOD;
    for (int i = 0; i < m->count && status == STATUS_GOOD; i++)
        if (find_journal(m, i, name, path, sizeof path))
            status = journal_read(path, identity, take, context);
    return status;
}

/* Whether all folders are shards of the same count. */
static bool one_count(const merge *m)
{
    for (int i = 1; i < m->count; i++)
        if (m->shards[i].count != m->shards[0].count)
            return false;
    return true;
}

/* Says which part of the run is not there, by the first piece that is not. */
static int complain_missing(const merge *m, const char *name, const bool *done, size_t pieces, size_t first)
{
    shard s = m->shards[0];
    if (!one_count(m))
        return complain(STATUS_USAGE,
                        "merge: %s: piece %zu of %zu is in none of the folders, whose shards are of different "
                        "counts: give all shards of one count",
                        name, first + 1, pieces);
    s.index = first % s.count + 1;
    size_t all = 0, missing = 0;
    for (size_t i = 0; i < pieces; i++) {
        all += shard_has(&s, i);
        missing += shard_has(&s, i) && !done[i];
    }
    for (int i = 0; i < m->count; i++)
        if (m->shards[i].index == s.index)
            return complain(STATUS_USAGE,
                            "merge: %s: shard %zu/%zu in %s is unfinished or damaged: %zu of its %zu pieces "
                            "are missing: run that shard to its end",
                            name, s.index, s.count, m->dirs[i], missing, all);
    return complain(STATUS_USAGE, "merge: %s: shard %zu/%zu is in none of the folders: name its folder too", name,
                    s.index, s.count);
}

/* Takes a pass up from all folders that have pieces of it. */
static int merge_pass(const merge *m, const char *name, const char *identity, pass_findings *f)
{
    pass *p = &f->pass;
    const size_t segments = pass_segments(p);
    p->done = memory_or_exit(calloc(segments, sizeof *p->done));
    state_target target = {p, f->found};
    int status = read_journals(m, name, identity, state_take, &target);
    size_t first = 0;
    const size_t missing = state_missing(p, &first);
    if (status == STATUS_GOOD && missing > 0)
        status = complain_missing(m, name, p->done, segments, first);
    bool complete;
    if (status == STATUS_GOOD)
        status = pass_continue(p, f->found, &complete);
    free(p->done);
    p->done = NULL;
    return status;
}

/* A judgement of a (function, op, dtype), if any folder has it: otherwise there are no findings. */
static int merge_judgement(const merge *m, const implementation *const *group, size_t count, bool flushed,
                           const implementation **impls, pass_findings *f)
{
    char name[TEXT_LONG], *identity;
    accuracy_journal_name(group[0], flushed, name, sizeof name);
    int status = first_identity(m, name, &identity);
    if (status != STATUS_GOOD || identity == NULL)
        return status;
    pass p = {.threads = 1};
    if (state_pass(identity, group, count, impls, &p)) {
        char *ours = state_identity(&p, shard_program());
        *f = pass_findings_of(&p);
        status = merge_pass(m, name, ours, f);
        free(ours);
    } else {
        status = complain(STATUS_USAGE,
                          "merge: %s: is of a run that this program does not know: merge with the "
                          "program that made the parts",
                          name);
    }
    free(identity);
    return status;
}

/* Whether the second judgement is of the same implementations and inputs. */
static bool belong_together(const pass_findings *plain, const pass_findings *flushed)
{
    pass p = plain->pass;
    p.question.allowed = flushed->pass.question.allowed;
    char *expected = state_identity(&p, 0), *got = state_identity(&flushed->pass, 0);
    const bool same = strcmp(expected, got) == 0;
    free(expected);
    free(got);
    return same;
}

/* One (function, op, dtype), if any folder has it; *seen counts those. */
static int merge_group(merge *m, const implementation *const *group, size_t count, size_t *seen)
{
    const implementation **impls = memory_or_exit(calloc(2 * count, sizeof *impls));
    pass_findings plain = {0}, flushed = {0};
    int status = merge_judgement(m, group, count, false, impls, &plain);
    if (status == STATUS_GOOD && plain.found != NULL)
        status = merge_judgement(m, group, count, true, impls + count, &flushed);
    if (status == STATUS_GOOD && flushed.found != NULL && !belong_together(&plain, &flushed))
        status = complain(STATUS_USAGE,
                          "merge: %s %s %s: the judgement with --ftz or --daz is of another run: begin the "
                          "parts in folders of their own",
                          group[0]->function->name, op_names[group[0]->op], dtype_names[group[0]->dtype]);
    if (status == STATUS_GOOD && plain.found != NULL)
        status =
            accuracy_append_rows(&m->run, &plain, flushed.found != NULL ? &flushed : NULL, m->accuracy, &m->details);
    *seen += plain.found != NULL;
    pass_findings_free(&flushed);
    pass_findings_free(&plain);
    free(impls);
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
        worst = worse_of(worst, status);
        i = end;
    }
    if (worst > STATUS_WORSE || *seen == 0) {
        details_drop(&m->details);
    } else {
        const fresh_rows fresh = {m->accuracy, m->run.options, false};
        keep_details(&m->details, &fresh, m->run.options->out);
        const int ended = details_end(&m->details);
        worst = worse_of(worst, ended);
    }
    if (worst <= STATUS_WORSE && *seen > 0) {
        const int written = run_write(&m->run, m->accuracy);
        worst = worse_of(worst, written);
        print_run(m->run.options, false, &(run_files){.dir = m->run.options->out, .accuracy = m->accuracy}, false);
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
    certify_run c = certify_run_of(identity);
    free(identity);
    char *ours = certify_identity(&c, shard_program());
    status = read_journals(m, "certify", ours, certify_take, &c);
    free(ours);
    size_t missing = 0, first = 0;
    for (size_t i = c.segments; i-- > 0;)
        if (!c.done[i]) {
            missing++;
            first = i;
        }
    if (status == STATUS_GOOD && missing > 0)
        status = complain_missing(m, "certify", c.done, c.segments, first);
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

/* The shards of all folders; the environment of the first, which stands for the whole. */
static int read_environments(merge *m)
{
    m->shards = memory_or_exit(calloc((size_t)m->count, sizeof *m->shards));
    for (int i = 0; i < m->count; i++) {
        table *environment;
        const int status = environment_read(m->dirs[i], &environment);
        if (status != STATUS_GOOD)
            return status;
        m->shards[i] = shard_of(environment);
        if (i == 0)
            m->run.environment = environment;
        else
            table_free(environment);
    }
    snprintf(m->run.id, sizeof m->run.id, "%s", environment_value(m->run.environment, "run_id"));
    shard_forget_fact(m->run.environment);
    return run_read_earlier(&m->run);
}

static int merge_all(merge *m)
{
    size_t seen = 0;
    int status = merge_accuracy(m, &seen);
    if (status <= STATUS_WORSE) {
        const int certified = merge_certificate(m, &seen);
        status = worse_of(status, certified);
    }
    if (status <= STATUS_WORSE && seen == 0)
        status = complain(STATUS_USAGE, "merge: %s: holds no part of a run: give folders that --shard runs wrote",
                          m->dirs[0]);
    if (status <= STATUS_WORSE) {
        const int written = run_write(&m->run, m->run.environment);
        status = worse_of(status, written);
    }
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
    merge m = {.dirs = argv + 1, .count = operands, .run = {.options = &o, .adds = true}};
    status = folder_lock(o.out, &m.run.lock);
    if (status == STATUS_GOOD)
        status = read_environments(&m);
    if (status == STATUS_GOOD)
        status = merge_all(&m);
    free(m.shards);
    run_end(&m.run);
    return status;
}
