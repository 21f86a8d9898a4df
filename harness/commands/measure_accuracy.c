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

static const uint64_t f64_default_count = 1000000;

accuracy_options accuracy_options_defaults(void)
{
    accuracy_options a = {.reference = REFERENCE_FILTERED, .share = share_whole()};
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

int accuracy_append_rows(const run *r, const pass *p, findings *found, table *t, accuracy_details *details)
{
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
        const accuracy_row row = accuracy_row_of(p, &found[i], r->id);
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

void accuracy_journal_name(const implementation *impl, char *name, size_t size)
{
    snprintf(name, size, "accuracy-%s-%s-%s", impl->function->name, op_names[impl->op], dtype_names[impl->dtype]);
}

static int keep_segment(void *journal, uint64_t segment, const void *bytes, size_t size)
{
    return journal_append(journal, segment, bytes, size);
}

/* Takes up what an earlier run has finished, and from now on keeps what this one does. */
static int open_journal(const run *r, const accuracy_options *a, pass *p, findings *found, journal **j)
{
    char name[TEXT_LONG], path[FILENAME_MAX];
    accuracy_journal_name(p->impls[0], name, sizeof name);
    share_journal_path(r->options->out, name, path, sizeof path);
    char *identity = state_identity(p, share_program());
    state_target target = {p, found};
    const int status = journal_open(path, identity, a->share.resume, state_take, &target, j);
    free(identity);
    p->keep = keep_segment;
    p->context = *j;
    return status;
}

static int measure_group(const run *r, const accuracy_options *a, const implementation *const *impls, size_t count,
                         table *t, accuracy_details *details)
{
    const dtype type = impls[0]->dtype;
    const function *f = impls[0]->function;
    char label[TEXT_NAME];
    snprintf(label, sizeof label, "%.24s %s %s", f->name, op_names[impls[0]->op], dtype_names[type]);
    if (f->ops[impls[0]->op].exact == NULL)
        return complain(STATUS_USAGE, "%s %s: the reference does not have it: add it to harness/reference/", f->name,
                        op_names[impls[0]->op]);
    pass p = {.question = question_of(f, impls[0]->op, type, &r->options->asked),
              .inputs = a->inputs[type],
              .search_budget = a->search_budget,
              .reference = a->reference,
              .threads = r->options->threads,
              .impls = impls,
              .impl_count = count};
    p.inputs.format = p.question.format;
    p.inputs.seed = r->options->seed;
    const size_t segments = pass_segments(&p);
    bool *wanted = memory_or_exit(calloc(segments, sizeof *wanted));
    p.wanted = wanted;
    p.done = memory_or_exit(calloc(segments, sizeof *p.done));

    findings *found = memory_or_exit(calloc(count, sizeof *found));
    findings_begin(&p, found);
    journal *j = NULL;
    int status = a->kept ? open_journal(r, a, &p, found, &j) : STATUS_GOOD;
    size_t left = 0, first;
    for (size_t i = 0; i < segments; i++) {
        wanted[i] = share_has(&a->share, i);
        left += wanted[i] && !p.done[i];
    }
    if (status == STATUS_GOOD) {
        bool complete;
        p.progress = progress_new(label, left, r->options->quiet);
        status = pass_continue(&p, found, &complete);
        progress_free(p.progress);
    }
    if (status == STATUS_GOOD && state_missing(&p, &first) == 0)
        status = accuracy_append_rows(r, &p, found, t, details);
    journal_close(j);
    free(p.done);
    free(wanted);
    for (size_t i = 0; i < count; i++)
        findings_free(&found[i]);
    free(found);
    return status;
}

static void forget_journals(const run *r, const implementation *const *impls, size_t count)
{
    char name[TEXT_LONG];
    for (size_t i = 0; i < count; i = accuracy_group_end(impls, count, i)) {
        accuracy_journal_name(impls[i], name, sizeof name);
        share_forget(r->options->out, name);
    }
}

/* One (function, op, dtype): those that a sample will do for, if any, in a pass of their own. */
static int measure_question(const run *r, const accuracy_options *a, const implementation *const *impls, size_t count,
                            table *t, accuracy_details *details)
{
    const implementation **part = memory_or_exit(calloc(count, sizeof *part));
    int worst = STATUS_GOOD;
    for (int sampled = 0; sampled < 2 && !interrupted(); sampled++) {
        size_t chosen = 0;
        for (size_t i = 0; i < count; i++)
            if ((a->sampled != NULL && a->sampled(impls[i])) == (sampled == 1))
                part[chosen++] = impls[i];
        if (chosen == 0)
            continue;
        accuracy_options of_part = *a;
        if (sampled == 1)
            accuracy_options_choose(&of_part, a->sample);
        const int status = measure_group(r, &of_part, part, chosen, t, details);
        worst = worse_of(worst, status);
    }
    free(part);
    return worst;
}

static int measure_groups(const run *r, const accuracy_options *a, const implementation *const *impls, size_t count,
                          table *t, accuracy_details *details)
{
    int worst = STATUS_GOOD;
    for (size_t i = 0; i < count && worst <= STATUS_WORSE && !interrupted();) {
        const size_t end = accuracy_group_end(impls, count, i);
        const int status = measure_question(r, a, impls + i, end - i, t, details);
        worst = worse_of(worst, status);
        const int written = a->share.count == 1 ? run_write_part(r, t) : STATUS_GOOD;
        if (written != STATUS_GOOD)
            return written;
        i = end;
    }
    return worst;
}

int measure_accuracy(const run *r, const accuracy_options *a, table *t)
{
    size_t all;
    registry_all(&all);
    const implementation **impls = memory_or_exit(calloc(all + 1, sizeof *impls));
    const size_t count = registry_runnable(&r->options->select, impls);
    accuracy_details details = {0};
    int worst = a->share.count == 1 ? details_begin(&details, r->options->out) : STATUS_GOOD;
    if (worst == STATUS_GOOD)
        worst = measure_groups(r, a, impls, count, t, &details);
    if (worst <= STATUS_WORSE && a->share.count == 1) {
        const fresh_rows fresh = {t, r->options, !interrupted()};
        const int written = run_write(r, t);
        keep_details(&details, &fresh, r->options->out);
        const int ended = details_end(&details);
        worst = worse_of(worst, written);
        worst = worse_of(worst, ended);
    } else {
        details_drop(&details);
    }
    if (a->kept && a->share.count == 1 && worst <= STATUS_WORSE && !interrupted())
        forget_journals(r, impls, count);
    free(impls);
    return worst;
}
