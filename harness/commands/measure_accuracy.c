#include "commands/measure_accuracy.h"

#include "accuracy/details.h"
#include "accuracy/report.h"
#include "support/interrupt.h"
#include "support/memory.h"
#include "support/status.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static const uint64_t f64_default_count = 1000000;

accuracy_options accuracy_options_defaults(void)
{
    accuracy_options a = {.reference = REFERENCE_FILTERED};
    accuracy_options_choose(&a, (inputs){.kind = INPUTS_EXHAUSTIVE});
    a.inputs[DTYPE_F64] = (inputs){.kind = INPUTS_STRATIFIED, .count = f64_default_count};
    return a;
}

void accuracy_options_choose(accuracy_options *a, inputs chosen)
{
    for (int type = 0; type < DTYPE_COUNT; type++)
        a->inputs[type] = chosen;
}

/* The selected implementations that can run, in registry order; their number. */
static size_t runnable(const selection *s, const implementation **found)
{
    const size_t matching = registry_select(s, found);
    size_t count = 0;
    for (size_t i = 0; i < matching; i++)
        if (implementation_available(found[i]))
            found[count++] = found[i];
    return count;
}

static bool same_question(const implementation *a, const implementation *b)
{
    char name[TEXT_NAME];
    snprintf(name, sizeof name, "%.*s", (int)implementation_function_length(b), b->name);
    return implementation_is_of(a, name) && a->op == b->op && a->dtype == b->dtype;
}

static int append_rows(const run *r, const pass *p, findings *found, table *t, accuracy_details *details)
{
    int status = STATUS_GOOD;
    for (size_t i = 0; i < p->impl_count; i++) {
        const implementation *impl = found[i].impl;
        if (found[i].overran) {
            status = complain(
                STATUS_WORSE,
                "%s %s %s: writes outside its n elements: no figures are given; see `actbench check`",
                impl->name, op_names[impl->op], dtype_names[impl->dtype]);
            continue;
        }
        const accuracy_row row = accuracy_row_of(p, &found[i], r->id);
        table_append(t, &row);
        details_append(details, p, &found[i], r->id);
        if (row.max_ulp > row.claimed_bound_ulp)
            status =
                complain(STATUS_WORSE, "%s %s %s: %.4g ULP at %s exceeds the %.4g that its source claims",
                         impl->name, op_names[impl->op], dtype_names[impl->dtype], row.max_ulp, row.max_ulp_x,
                         row.claimed_bound_ulp);
    }
    return status;
}

static int measure_group(const run *r, const accuracy_options *a, const implementation *const *impls,
                         size_t count, table *t, accuracy_details *details)
{
    const dtype type = impls[0]->dtype;
    char name[TEXT_NAME], label[TEXT_NAME];
    snprintf(name, sizeof name, "%.*s", (int)implementation_function_length(impls[0]), impls[0]->name);
    snprintf(label, sizeof label, "%.24s %s %s", name, op_names[impls[0]->op], dtype_names[type]);
    const function *f = function_find(name);
    if (f == NULL || f->ops[impls[0]->op].exact == NULL)
        return complain(STATUS_USAGE, "%s %s: the reference does not have it: add it to harness/reference/",
                        name, op_names[impls[0]->op]);
    const double alpha = isnan(r->options->alpha) ? f->default_alpha : r->options->alpha;
    pass p = {.question = question_of(f, impls[0]->op, type, alpha),
              .inputs = a->inputs[type],
              .reference = a->reference,
              .threads = r->options->threads,
              .impls = impls,
              .impl_count = count};
    p.inputs.format = p.question.format;
    p.inputs.seed = r->options->seed;
    p.progress = progress_new(label, inputs_segments(&p.inputs), r->options->quiet);

    findings *found = memory_or_exit(calloc(count, sizeof *found));
    bool complete;
    int status = pass_run(&p, found, &complete);
    progress_free(p.progress);
    if (status == STATUS_GOOD && complete)
        status = append_rows(r, &p, found, t, details);
    for (size_t i = 0; i < count; i++)
        findings_free(&found[i]);
    free(found);
    return status;
}

static int measure_groups(const run *r, const accuracy_options *a, const implementation *const *impls,
                          size_t count, table *t, accuracy_details *details)
{
    int worst = STATUS_GOOD;
    for (size_t i = 0; i < count && !interrupted();) {
        size_t end = i + 1;
        while (end < count && same_question(impls[i], impls[end]))
            end++;
        const int status = measure_group(r, a, impls + i, end - i, t, details);
        worst = status > worst ? status : worst;
        const int written = run_write(r, t);
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
    const size_t count = runnable(&r->options->select, impls);
    accuracy_details details;
    int status = details_begin(&details, r->options->out);
    if (status == STATUS_GOOD)
        status = measure_groups(r, a, impls, count, t, &details);
    const int ended = details_end(&details);
    free(impls);
    return status > ended ? status : ended;
}
