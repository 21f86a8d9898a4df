#include "commands/measure_accuracy.h"

#include "accuracy/report.h"
#include "accuracy/state.h"
#include "commands/kept_rows.h"
#include "support/interrupt.h"
#include "support/journal.h"
#include "support/memory.h"
#include "support/status.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const uint64_t f64_default_count = 1000000;

accuracy_options accuracy_options_defaults(void)
{
    accuracy_options a = {.reference = REFERENCE_FILTERED, .shard = shard_whole()};
    accuracy_options_choose(&a, (inputs){.kind = INPUTS_EXHAUSTIVE});
    a.inputs[DTYPE_F64] = (inputs){.kind = INPUTS_STRATIFIED, .count = f64_default_count};
    return a;
}

void accuracy_options_choose(accuracy_options *a, inputs chosen)
{
    for (int type = 0; type < DTYPE_COUNT; type++)
        a->inputs[type] = chosen;
}

static void complain_of_claim(const accuracy_row *row)
{
    char what[TEXT_LONG];
    if (row->faults > 0)
        snprintf(what, sizeof what, "a fault at %s is beyond", row->first_fault_x);
    else
        snprintf(what, sizeof what, "%.4g ULP at %s exceeds", row->max_ulp, row->max_ulp_x);
    complain(STATUS_WORSE, "%s %s %s: %s the %.4g ULP that its source claims", row->impl, row->op, row->dtype, what,
             row->claimed_bound_ulp);
}

/* Where more is to be learned; `check` does not know guests, whose cards have the rules. */
static void print_hint(const implementation *impl, char *text, size_t size)
{
    text[0] = '\0';
    if (impl->origin != ORIGIN_GUEST)
        snprintf(text, size, "; see `actbench check --impl %s`", impl->name);
}

pass_findings pass_findings_of(const pass *p)
{
    pass_findings f = {*p, memory_or_exit(calloc(p->impl_count, sizeof *f.found))};
    findings_begin(&f.pass, f.found);
    return f;
}

void pass_findings_free(pass_findings *f)
{
    for (size_t i = 0; f->found != NULL && i < f->pass.impl_count; i++)
        findings_free(&f->found[i]);
    free(f->found);
}

int accuracy_append_rows(const run *r, const pass_findings *plain, const pass_findings *flushed, table *t,
                         accuracy_details *details)
{
    const pass *p = &plain->pass;
    const findings *found = plain->found;
    int status = STATUS_GOOD;
    for (size_t i = 0; i < p->impl_count; i++) {
        const implementation *impl = found[i].impl;
        char hint[TEXT_LONG];
        print_hint(impl, hint, sizeof hint);
        if (found[i].offence.kind != OFFENCE_NONE) {
            char what[TEXT_LONG];
            offence_print(found[i].offence, what, sizeof what);
            status = complain(STATUS_WORSE, "%s %s %s: %s: no figures of it are given%s", impl->name,
                              op_names[impl->op], dtype_names[impl->dtype], what, hint);
            continue;
        }
        accuracy_row row = accuracy_row_of(p, &found[i], r->id);
        if (flushed != NULL)
            accuracy_row_add_flushed(&row, &flushed->pass, &flushed->found[i]);
        table_append(t, &row);
        if (p->search_budget == 0)
            details_append(details, p, &found[i], r->id);
        if (row.unrepeatable > 0 && !impl->varies_by_place)
            status = complain(
                STATUS_WORSE, "%s %s %s: %s gives another result when it is called again (%llu such inputs were met)%s",
                row.impl, row.op, row.dtype, row.first_unrepeatable_x, (unsigned long long)row.unrepeatable, hint);
        if (accuracy_row_breaks_claim(&row)) {
            complain_of_claim(&row);
            status = STATUS_WORSE;
        }
    }
    return status;
}

size_t accuracy_group_end(const implementation *const *impls, size_t count, size_t from)
{
    size_t end = from + 1;
    while (end < count && implementation_same_question(impls[from], impls[end]))
        end++;
    return end;
}

void accuracy_journal_name(const implementation *impl, bool flushed, char *name, size_t size)
{
    snprintf(name, size, "accuracy-%s-%s-%s%s", impl->function->name, op_names[impl->op], dtype_names[impl->dtype],
             flushed ? "-flushed" : "");
}

static int keep_segment(void *journal, uint64_t segment, const void *bytes, size_t size)
{
    return journal_append(journal, segment, bytes, size);
}

/* What all passes of a part of a run have in common. */
typedef struct course {
    const run *run;
    const accuracy_options *options;
    table *rows;
    accuracy_details details;
    progress *progress; /* over all of them */
} course;

/* Takes up what an earlier run has finished, and from now on keeps what this one does. */
static int open_journal(const course *c, pass *p, findings *found, journal **j)
{
    char name[TEXT_LONG], path[FILENAME_MAX];
    accuracy_journal_name(p->impls[0], flushes_any(p->question.allowed), name, sizeof name);
    shard_journal_path(c->run->options->out, name, path, sizeof path);
    char *identity = state_identity(p, shard_program());
    state_target target = {p, found};
    const int status = journal_open(path, identity, c->options->shard.resume, state_take, &target, j);
    free(identity);
    p->keep = keep_segment;
    p->context = *j;
    return status;
}

/* Implementations that share a pass. */
typedef struct part {
    const implementation *const *impls;
    size_t count;
    inputs inputs;
} part;

static pass pass_of(const course *c, const part *of)
{
    const options *o = c->run->options;
    const implementation *first = of->impls[0];
    pass p = {.question = question_of(first->function, first->op, first->dtype, &o->asked),
              .inputs = of->inputs,
              .search_budget = c->options->search_budget,
              .reference = c->options->reference,
              .threads = o->threads,
              .progress = c->progress,
              .impls = of->impls,
              .impl_count = of->count};
    p.inputs.format = p.question.format;
    p.inputs.seed = o->seed;
    return p;
}

/* Marks the segments that are to be done, and takes those that are done already off the bar. */
static void want_segments(const course *c, const pass *p, bool *wanted)
{
    const size_t segments = pass_segments(p);
    for (size_t i = 0; i < segments; i++) {
        wanted[i] = shard_has(&c->options->shard, i);
        progress_skip(p->progress, !wanted[i] || p->done[i] ? p->impl_count : 0);
    }
}

/* Does this run's share of the pass; *whole tells whether it is all done now. Returns a status. */
static int walk(const course *c, pass_findings *f, bool *whole)
{
    pass *p = &f->pass;
    const size_t segments = pass_segments(p);
    bool *wanted = memory_or_exit(calloc(segments, sizeof *wanted));
    p->wanted = wanted;
    p->done = memory_or_exit(calloc(segments, sizeof *p->done));
    journal *j = NULL;
    int status = c->options->kept ? open_journal(c, p, f->found, &j) : STATUS_GOOD;
    want_segments(c, p, wanted);
    if (status == STATUS_GOOD) {
        bool complete;
        status = pass_continue(p, f->found, &complete);
    }
    size_t missing;
    *whole = status == STATUS_GOOD && state_missing(p, &missing) == 0;
    journal_close(j);
    free(p->done);
    free(wanted);
    p->done = NULL;
    p->wanted = NULL;
    return status;
}

static void forget_journal(const run *r, const implementation *first, bool flushed)
{
    char name[TEXT_LONG];
    accuracy_journal_name(first, flushed, name, sizeof name);
    shard_forget(r->options->out, name);
}

static int measure_part(course *c, const part *of)
{
    const implementation *first = of->impls[0];
    const bool twice = flushes_any(c->options->allowed);
    char label[TEXT_NAME];
    bool whole, flushed_whole = true;
    if (c->options->kept && !twice)
        forget_journal(c->run, first, true);
    snprintf(label, sizeof label, "%.24s %s %s", first->function->name, op_names[first->op], dtype_names[first->dtype]);
    progress_rename(c->progress, label);
    pass p = pass_of(c, of);
    pass_findings plain = pass_findings_of(&p), flushed = {0};
    int status = walk(c, &plain, &whole);
    if (twice && status == STATUS_GOOD) {
        p.question.allowed = c->options->allowed;
        flushed = pass_findings_of(&p);
        status = walk(c, &flushed, &flushed_whole);
    }
    if (status == STATUS_GOOD && whole && flushed_whole)
        status = accuracy_append_rows(c->run, &plain, twice ? &flushed : NULL, c->rows, &c->details);
    pass_findings_free(&flushed);
    pass_findings_free(&plain);
    return status;
}

static void forget_journals(const run *r, const implementation *const *impls, size_t count)
{
    for (size_t i = 0; i < count; i = accuracy_group_end(impls, count, i)) {
        forget_journal(r, impls[i], false);
        forget_journal(r, impls[i], true);
    }
}

/* Puts those that a sample will do for behind the others; returns the number of the others. */
static size_t sort_sampled(const accuracy_options *a, const implementation **impls, size_t count)
{
    const implementation **sampled = memory_or_exit(calloc(count, sizeof *sampled));
    size_t others = 0, moved = 0;
    for (size_t i = 0; i < count; i++)
        if (a->sampled != NULL && a->sampled(impls[i]))
            sampled[moved++] = impls[i];
        else
            impls[others++] = impls[i];
    memcpy(impls + others, sampled, moved * sizeof *sampled);
    free(sampled);
    return others;
}

/* Every (function, op, dtype), in two parts where a sample will do for some; sorts the implementations likewise.
 * Returns the number of parts, which has room for twice the count. */
static size_t parts_of(const accuracy_options *a, const implementation **impls, size_t count, part *parts)
{
    size_t found = 0;
    for (size_t i = 0, end; i < count; i = end) {
        end = accuracy_group_end(impls, count, i);
        const size_t others = sort_sampled(a, impls + i, end - i);
        if (others > 0)
            parts[found++] = (part){impls + i, others, a->inputs[impls[i]->dtype]};
        if (others < end - i)
            parts[found++] = (part){impls + i + others, end - i - others, a->sample};
    }
    return found;
}

static int check_references(const implementation *const *impls, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (impls[i]->function->ops[impls[i]->op].exact == NULL)
            return complain(STATUS_USAGE, "%s %s: the reference does not have it: add it to harness/reference/",
                            impls[i]->function->name, op_names[impls[i]->op]);
    return STATUS_GOOD;
}

static uint64_t steps_of(const course *c, const part *parts, size_t count)
{
    uint64_t steps = 0;
    for (size_t i = 0; i < count; i++) {
        const pass p = pass_of(c, &parts[i]);
        steps += pass_segments(&p) * p.impl_count;
    }
    return flushes_any(c->options->allowed) ? 2 * steps : steps;
}

static int measure_parts(course *c, const part *parts, size_t count)
{
    const bool whole = c->options->shard.count == 1;
    int worst = STATUS_GOOD;
    for (size_t i = 0; i < count && worst <= STATUS_WORSE && !interrupted(); i++) {
        const int status = measure_part(c, &parts[i]);
        const int written = whole ? run_write_part(c->run, c->rows) : STATUS_GOOD;
        worst = worse_of(worse_of(worst, status), written);
    }
    return worst;
}

static int measure_all(course *c, const implementation **impls, size_t count)
{
    const options *o = c->run->options;
    part *parts = memory_or_exit(calloc(2 * count + 1, sizeof *parts));
    const size_t part_count = parts_of(c->options, impls, count, parts);
    c->progress = progress_new("accuracy", steps_of(c, parts, part_count), o->quiet);
    progress_follow(c->progress, o->seconds_after);
    const int status = measure_parts(c, parts, part_count);
    progress_free(c->progress);
    free(parts);
    return status;
}

int measure_accuracy(const run *r, const accuracy_options *a, table *t)
{
    size_t all;
    registry_all(&all);
    const implementation **impls = memory_or_exit(calloc(all + 1, sizeof *impls));
    const size_t count = registry_runnable(&r->options->select, impls);
    course c = {.run = r, .options = a, .rows = t};
    int worst = check_references(impls, count);
    if (worst == STATUS_GOOD && a->shard.count == 1)
        worst = details_begin(&c.details, r->options->out);
    if (worst == STATUS_GOOD)
        worst = measure_all(&c, impls, count);
    if (worst <= STATUS_WORSE && a->shard.count == 1) {
        const fresh_rows fresh = {t, r->options, !interrupted()};
        const int written = run_write(r, t);
        keep_details(&c.details, &fresh, r->options->out);
        const int ended = details_end(&c.details);
        worst = worse_of(worst, written);
        worst = worse_of(worst, ended);
    } else {
        details_drop(&c.details);
    }
    if (a->kept && a->shard.count == 1 && worst <= STATUS_WORSE && !interrupted())
        forget_journals(r, impls, count);
    free(impls);
    return worst;
}
