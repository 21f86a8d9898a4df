/* The accuracy of guests, and of their neighbours as far as it is not known already. */
#include "accuracy/report.h"
#include "commands/guests_parts.h"
#include "commands/kept_rows.h"
#include "commands/measure_accuracy.h"
#include "environment/stored_run.h"
#include "guests/culprit.h"
#include "support/interrupt.h"
#include "support/status.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* Enough to tell how accurate the tree's own are, and done in seconds. */
static const uint64_t sample_count = 1 << 18;

/* What it did, and the input that it did it at. */
static void describe_offence(const pass *p, const implementation *impl, offence o, char *text, size_t size)
{
    char where[TEXT_LONG / 2];
    offence_print(o, text, size);
    const size_t used = strlen(text);
    if (impl->run == library_run && /* a program's line has its input */
        culprit_find(impl, &p->inputs, &p->question.params, p->patience, where, sizeof where))
        snprintf(text + used, size - used, "%s", where);
}

/* Whether all of a segment's inputs of that sign are in the range. */
static bool is_within(const inputs *in, size_t index, bool negative, const double range[2])
{
    segment s = inputs_segment(in, index);
    const uint64_t last = s.magnitudes != NULL ? s.magnitudes[s.count - 1] : s.first + s.count - 1;
    const double ends[2] = {format_value(in->format, format_bits(in->format, s.first, negative)),
                            format_value(in->format, format_bits(in->format, last, negative))};
    segment_free(&s);
    return fmin(ends[0], ends[1]) >= range[0] && fmax(ends[0], ends[1]) <= range[1];
}

/* Sums up the segments that lie in the range: the figures that a card shows beside the whole. */
static void sum_range(const pass *p, const findings *found, const double range[2], accuracy_row *row)
{
    const float_format *f = p->question.format;
    tally total = tally_zero();
    for (size_t i = 0; i < found->segment_count; i++)
        for (size_t side = 0; side < 2; side++)
            if (is_within(&p->inputs, i, side == 1, range))
                tally_add(&total, &found->segments[2 * i + side]);
    *row = (accuracy_row){.n = total.n,
                          .misrounded = total.misrounded,
                          .mean_ulp = six_digits(total.sum / (double)total.measured),
                          .max_ulp = (double)total.max_ulp.value};
    if (total.max_ulp.x != NO_INPUT)
        format_print_value(f, total.max_ulp.x, row->max_ulp_x, sizeof row->max_ulp_x);
}

static pass pass_over(const run *r, const guest_plan *plan, const implementation *const *impls, size_t count)
{
    const implementation *first = impls[0];
    const bool guest = first->origin == ORIGIN_GUEST;
    pass p = {.question = question_of(first->function, first->op, first->dtype, &r->options->asked),
              .inputs = guest ? plan->inputs : (inputs){.kind = INPUTS_STRATIFIED, .count = sample_count},
              .reference = REFERENCE_FILTERED,
              .threads = r->options->threads,
              .patience = plan->limit_seconds,
              .impls = impls,
              .impl_count = count};
    p.inputs.format = p.question.format;
    p.inputs.seed = r->options->seed;
    return p;
}

static int walk_inputs(const run *r, const char *label, pass_findings *f, bool *complete)
{
    f->pass.progress = progress_new(label, f->pass.impl_count * inputs_segments(&f->pass.inputs), r->options->quiet);
    const int status = pass_continue(&f->pass, f->found, complete);
    progress_free(f->pass.progress);
    f->pass.progress = NULL;
    return status;
}

/* The row of guest i, or why it has none. */
static int append_guest(const run *r, const guest_plan *plan, const pass_findings *judged, const pass_findings *flushed,
                        size_t i, guest_findings *f, accuracy_details *details)
{
    pass_findings one = {judged->pass, &judged->found[i]}, one_flushed = {flushed->pass, &flushed->found[i]};
    int status = STATUS_WORSE;
    one.pass.impls = &judged->pass.impls[i];
    one.pass.impl_count = 1;
    if (one.found->offence.kind != OFFENCE_NONE)
        describe_offence(&judged->pass, one.pass.impls[0], one.found->offence, f->offences[i], sizeof f->offences[i]);
    else
        status = accuracy_append_rows(r, &one, flushed->found != NULL ? &one_flushed : NULL, f->accuracy, details);
    if (status <= STATUS_WORSE && (plan->range[0] != 0 || plan->range[1] != 0))
        sum_range(&one.pass, one.found, plan->range, &f->range[i]);
    return status;
}

/* Those without an offence get a row, with the figures of a second judgement where flushing is allowed. */
static int judge_guests(const run *r, const guest_plan *plan, guest_findings *f, accuracy_details *details)
{
    pass p = pass_over(r, plan, plan->guests, plan->count);
    pass_findings plain = pass_findings_of(&p), flushed = {0};
    bool complete;
    int status = walk_inputs(r, "judge", &plain, &complete);
    if (status == STATUS_GOOD && complete && flushes_any(plan->allowed)) {
        p.question.allowed = plan->allowed;
        flushed = pass_findings_of(&p);
        status = walk_inputs(r, "judge, flushed", &flushed, &complete);
    }
    for (size_t i = 0; i < plan->count && status <= STATUS_WORSE && complete; i++) {
        const int appended = append_guest(r, plan, &plain, &flushed, i, f, details);
        status = worse_of(status, appended);
    }
    pass_findings_free(&flushed);
    pass_findings_free(&plain);
    return status;
}

/* What is wrong with the tree's own is not the matter here. */
static int judge_neighbours(const run *r, const guest_plan *plan, const implementation *const *impls, size_t count,
                            guest_findings *f, accuracy_details *details)
{
    const pass p = pass_over(r, plan, impls, count);
    pass_findings judged = pass_findings_of(&p);
    bool complete;
    const int status = walk_inputs(r, "compare", &judged, &complete);
    for (size_t i = 0; i < count && status <= STATUS_WORSE && complete; i++) {
        if (judged.found[i].offence.kind != OFFENCE_NONE)
            continue;
        const accuracy_row row = accuracy_row_of(&judged.pass, &judged.found[i], r->id);
        table_append(f->accuracy, &row);
        details_append(details, &judged.pass, &judged.found[i], r->id);
    }
    pass_findings_free(&judged);
    return status;
}

static int read_details(const run *r, guest_findings *f)
{
    const char *dir = r->options->out;
    int status = table_read(&accuracy_bin_schema, dir, &f->bins);
    if (status == STATUS_GOOD)
        status = table_read(&accuracy_histogram_schema, dir, &f->histogram);
    if (status == STATUS_GOOD)
        status = table_read(&accuracy_offset_schema, dir, &f->offsets);
    return status == STATUS_GOOD ? table_read(&accuracy_property_schema, dir, &f->properties) : status;
}

const accuracy_row *guests_row(const table *accuracy, const implementation *impl)
{
    for (size_t i = 0; i < accuracy->count; i++) {
        const accuracy_row *row = table_row(accuracy, i);
        if (strcmp(row->impl, impl->name) == 0 && strcmp(row->op, op_names[impl->op]) == 0 &&
            strcmp(row->dtype, dtype_names[impl->dtype]) == 0)
            return row;
    }
    return NULL;
}

/* What the run's folder knows of the neighbours already is taken from there: it may be of all inputs. */
static int recall(const run *r, const implementation *const *neighbours, size_t count, const params *p,
                  guest_findings *f)
{
    table *stored;
    char asked[TEXT_NAME];
    if (!stored_file_exists(r->options->out, &accuracy_schema))
        return STATUS_GOOD;
    const int status = table_read(&accuracy_schema, r->options->out, &stored);
    for (size_t i = 0; status == STATUS_GOOD && i < count; i++) {
        const accuracy_row *row = guests_row(stored, neighbours[i]);
        params_print(neighbours[i]->function, neighbours[i]->dtype, p, asked, sizeof asked);
        if (row != NULL && strcmp(row->params, asked) == 0)
            table_append(f->recalled, row);
    }
    if (status == STATUS_GOOD)
        table_free(stored);
    return status;
}

/* Everything that was judged, now or before. */
static void put_together(const table *from, table *to)
{
    for (size_t i = 0; i < from->count; i++)
        table_append(to, table_row(from, i));
}

int guests_judge(const run *r, const guest_plan *plan, const implementation *const *neighbours, size_t known,
                 guest_findings *f)
{
    const implementation *first = plan->guests[0], *unknown[NEIGHBOURS_MAX];
    const params p = params_of(first->function, first->dtype, &r->options->asked);
    const int recalled = recall(r, neighbours, known, &p, f);
    if (recalled != STATUS_GOOD)
        return recalled;
    size_t count = 0;
    for (size_t i = 0; i < known; i++)
        if (guests_row(f->recalled, neighbours[i]) == NULL)
            unknown[count++] = neighbours[i];
    accuracy_details details = {0};
    int status = details_begin(&details, r->options->out);
    if (status == STATUS_GOOD)
        status = judge_guests(r, plan, f, &details);
    if (status <= STATUS_WORSE && count > 0 && !interrupted()) {
        const int others = judge_neighbours(r, plan, unknown, count, f, &details);
        status = worse_of(status, others);
    }
    if (status > STATUS_WORSE) {
        details_drop(&details);
        return status;
    }
    const fresh_rows fresh = {f->accuracy, r->options, false};
    int written = run_write(r, f->accuracy);
    keep_details(&details, &fresh, r->options->out);
    const int ended = details_end(&details);
    written = worse_of(written, ended);
    if (written == STATUS_GOOD)
        written = read_details(r, f);
    put_together(f->recalled, f->accuracy);
    return worse_of(written, status);
}
