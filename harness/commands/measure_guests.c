#include "commands/measure_guests.h"

#include "accuracy/report.h"
#include "check/check.h"
#include "commands/kept_rows.h"
#include "commands/measure_accuracy.h"
#include "environment/stored_run.h"
#include "guests/culprit.h"
#include "guests/same.h"
#include "speed/speed.h"
#include "support/interrupt.h"
#include "support/length.h"
#include "support/memory.h"
#include "support/status.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Enough to tell how accurate the tree's own are, and done in seconds. */
static const uint64_t sample_count = 1 << 18;

enum { RULE_SECONDS = 10, TIMED_N = 4096, LIST_MAX = 64 };

/* The tree's own implementations of the guests' question that this machine runs, one form of each. */
static size_t list_neighbours(const implementation *guest, const implementation **list)
{
    size_t all, count = 0;
    const implementation *const *impls = registry_all(&all);
    for (size_t i = 0; i < all && count < LIST_MAX; i++)
        if (impls[i]->origin != ORIGIN_GUEST && implementation_same_question(impls[i], guest) &&
            impls[i]->target == NULL && implementation_available(impls[i]))
            list[count++] = impls[i];
    return count;
}

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

/* The figures of a tally that a card shows beside the whole. */
static void sum_up(const float_format *f, const tally *total, accuracy_row *row)
{
    *row = (accuracy_row){.n = total->n,
                          .misrounded = total->misrounded,
                          .mean_ulp = six_digits(total->sum / (double)total->measured),
                          .max_ulp = (double)total->max_ulp.value};
    if (total->max_ulp.x != NO_INPUT)
        format_print_value(f, total->max_ulp.x, row->max_ulp_x, sizeof row->max_ulp_x);
}

/* Sums up the segments that lie in the range. */
static void sum_range(const pass *p, const findings *found, const double range[2], accuracy_row *row)
{
    tally total = tally_zero();
    for (size_t i = 0; i < found->segment_count; i++)
        for (size_t side = 0; side < 2; side++)
            if (is_within(&p->inputs, i, side == 1, range))
                tally_add(&total, &found->segments[2 * i + side]);
    sum_up(p->question.format, &total, row);
}

/* What is wrong with the tree's own is not the matter here. */
static void append_quietly(const run *r, const pass *p, const findings *found, table *to, accuracy_details *details)
{
    const accuracy_row row = accuracy_row_of(p, found, r->id);
    table_append(to, &row);
    details_append(details, p, found, r->id);
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

/* Judges the guests again where flushing is allowed; one with an offence has none of these figures either. */
static int judge_flushed(const run *r, const guest_plan *plan, guest_findings *f)
{
    pass p = pass_over(r, plan, plan->guests, plan->count);
    findings *found = memory_or_exit(calloc(plan->count, sizeof *found));
    bool complete;
    p.question.allowed = plan->allowed;
    p.progress = progress_new("judge, flushed", plan->count * inputs_segments(&p.inputs), r->options->quiet);
    const int status = pass_run(&p, found, &complete);
    progress_free(p.progress);
    for (size_t i = 0; i < plan->count; i++) {
        const tally total = findings_total(&found[i]);
        if (status == STATUS_GOOD && complete && found[i].offence.kind == OFFENCE_NONE)
            sum_up(p.question.format, &total, &f->flushed[i]);
        findings_free(&found[i]);
    }
    free(found);
    return status;
}

/* One pass; the rows of those without an offence are appended. */
static int judge_all(const run *r, const guest_plan *plan, const implementation *const *impls, size_t count,
                     guest_findings *f, accuracy_details *details)
{
    const bool guests = impls[0]->origin == ORIGIN_GUEST;
    pass p = pass_over(r, plan, impls, count);
    findings *found = memory_or_exit(calloc(count, sizeof *found));
    bool complete;
    p.progress = progress_new(guests ? "judge" : "compare", count * inputs_segments(&p.inputs), r->options->quiet);
    int status = pass_run(&p, found, &complete);
    progress_free(p.progress);
    for (size_t i = 0; i < count && status <= STATUS_WORSE && complete; i++) {
        pass one = p;
        one.impls = impls + i;
        one.impl_count = 1;
        int appended = STATUS_WORSE;
        if (found[i].offence.kind == OFFENCE_NONE && !guests)
            append_quietly(r, &one, &found[i], f->accuracy, details);
        else if (found[i].offence.kind == OFFENCE_NONE)
            appended = accuracy_append_rows(r, &one, &found[i], f->accuracy, details);
        else if (guests)
            describe_offence(&p, impls[i], found[i].offence, f->offences[i], sizeof f->offences[i]);
        if (guests && appended <= STATUS_WORSE && (plan->range[0] != 0 || plan->range[1] != 0))
            sum_range(&p, &found[i], plan->range, &f->range[i]);
        status = guests && appended > status ? appended : status;
    }
    for (size_t i = 0; i < count; i++)
        findings_free(&found[i]);
    free(found);
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

static const accuracy_row *row_of(const table *accuracy, const implementation *impl)
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
        const accuracy_row *row = row_of(stored, neighbours[i]);
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

static int judge_accuracy(const run *r, const guest_plan *plan, const implementation *const *neighbours, size_t known,
                          guest_findings *f)
{
    const implementation *first = plan->guests[0], *unknown[LIST_MAX];
    const params p = params_of(first->function, first->dtype, &r->options->asked);
    const int recalled = recall(r, neighbours, known, &p, f);
    if (recalled != STATUS_GOOD)
        return recalled;
    size_t count = 0;
    for (size_t i = 0; i < known; i++)
        if (row_of(f->recalled, neighbours[i]) == NULL)
            unknown[count++] = neighbours[i];
    accuracy_details details = {0};
    int status = details_begin(&details, r->options->out);
    if (status == STATUS_GOOD)
        status = judge_all(r, plan, plan->guests, plan->count, f, &details);
    if (status <= STATUS_WORSE && (plan->allowed.results || plan->allowed.inputs) && !interrupted()) {
        const int flushed = judge_flushed(r, plan, f);
        status = flushed > status ? flushed : status;
    }
    if (status <= STATUS_WORSE && count > 0 && !interrupted()) {
        const int others = judge_all(r, plan, unknown, count, f, &details);
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

/* The one of the tree's own whose largest error is the nearest, as a ratio. */
static const implementation *nearest_of(const guest_findings *f, const implementation *guest,
                                        const implementation *const *neighbours, size_t count)
{
    const accuracy_row *own = row_of(f->accuracy, guest);
    const implementation *nearest = NULL;
    double least = HUGE_VAL;
    for (size_t i = 0; own != NULL && i < count; i++) {
        const accuracy_row *row = row_of(f->accuracy, neighbours[i]);
        const double distance = row != NULL ? fabs(log((row->max_ulp + 0.1) / (own->max_ulp + 0.1))) : HUGE_VAL;
        if (neighbours[i]->origin == ORIGIN_OURS && distance < least) {
            least = distance;
            nearest = neighbours[i];
        }
    }
    return nearest;
}

static const implementation *textbook_of(const implementation *const *neighbours, size_t count)
{
    static const char *const plain[] = {"naive", "libm", "printed", "branch"};
    for (size_t k = 0; k < LENGTH(plain); k++)
        for (size_t i = 0; i < count; i++)
            if (strcmp(neighbours[i]->variant, plain[k]) == 0)
                return neighbours[i];
    return NULL;
}

static bool is_contender(const guest_plan *plan, const guest_findings *f, const implementation *impl)
{
    for (size_t i = 0; i < plan->count; i++)
        if (impl == plan->guests[i])
            return f->offences[i][0] == '\0' && impl->run == library_run;
    return impl->origin == ORIGIN_OURS || impl == f->textbook;
}

/* Times the guest with the others: ratios are to it. */
static int time_guest(const run *r, const guest_plan *plan, const implementation *guest,
                      const implementation *const *neighbours, size_t count, const guest_findings *f, table *rows)
{
    const planned_load load = {.load = {.n = TIMED_N, .threads = 1}, .op = -1, .dtype = -1};
    speed_plan speed = {.run_id = r->id,
                        .asked = r->options->asked,
                        .baseline = guest->variant,
                        .loads = &load,
                        .load_count = 1,
                        .seconds = plan->speed_seconds,
                        .patience = plan->limit_seconds,
                        .seed = r->options->seed,
                        .quiet = r->options->quiet};
    const implementation *impls[LIST_MAX + 1];
    size_t contenders = 0;
    for (size_t i = 0; i < count; i++)
        if (is_contender(plan, f, neighbours[i]))
            impls[contenders++] = neighbours[i];
    impls[contenders++] = guest;
    speed.roster.list = registry_all(&speed.roster.count);
    speed.impls = impls;
    speed.impl_count = contenders;
    return speed_measure(&speed, rows);
}

static const speed_row *speed_of(const table *speed, const char *impl)
{
    for (size_t i = 0; i < speed->count; i++)
        if (strcmp(((const speed_row *)table_row(speed, i))->impl, impl) == 0)
            return table_row(speed, i);
    return NULL;
}

static void turn_verdict(speed_row *row, const char *verdict)
{
    const char *turned = strcmp(verdict, "faster") == 0   ? "slower"
                         : strcmp(verdict, "slower") == 0 ? "faster"
                                                          : verdict;
    snprintf(row->verdict, sizeof row->verdict, "%s", turned);
}

/* A guest's row as it stands among others': its ratio is to the textbook's form, whose ratio to the guest was
 * measured. */
static void keep_speed(const guest_findings *f, const table *measured, const implementation *guest, table *to)
{
    const speed_row *own = speed_of(measured, guest->name);
    const speed_row *other = f->textbook != NULL ? speed_of(measured, f->textbook->name) : NULL;
    if (own == NULL)
        return;
    speed_row row = *own;
    if (other != NULL) {
        snprintf(row.baseline, sizeof row.baseline, "%s", f->textbook->variant);
        row.ratio_to_baseline = 1 / other->ratio_to_baseline;
        row.ratio_low = 1 / other->ratio_high;
        row.ratio_high = 1 / other->ratio_low;
        turn_verdict(&row, other->verdict);
    }
    table_append(to, &row);
}

static int time_all(const run *r, const guest_plan *plan, const implementation *const *neighbours, size_t count,
                    guest_findings *f)
{
    int worst = STATUS_GOOD;
    table *kept = table_new(&speed_schema);
    f->textbook = textbook_of(neighbours, count);
    for (size_t i = 0; i < plan->count && !interrupted(); i++) {
        f->nearest[i] = nearest_of(f, plan->guests[i], neighbours, count);
        if (plan->speed_seconds > 0 && is_contender(plan, f, plan->guests[i])) {
            f->speed[i] = table_new(&speed_schema);
            const int status = time_guest(r, plan, plan->guests[i], neighbours, count, f, f->speed[i]);
            keep_speed(f, f->speed[i], plan->guests[i], kept);
            worst = worse_of(worst, status);
        }
    }
    const int written = run_write(r, kept);
    table_free(kept);
    return worse_of(written, worst);
}

static bool figures_agree(const accuracy_row *a, const accuracy_row *b)
{
    return a != NULL && b != NULL && a->mean_ulp == b->mean_ulp && a->rms_ulp == b->rms_ulp &&
           a->misrounded == b->misrounded && strcmp(a->max_ulp_x_bits, b->max_ulp_x_bits) == 0;
}

/* Looks which guests give the same results; only those with the same figures can. */
static void compare_guests(const run *r, const guest_plan *plan, guest_findings *f)
{
    const implementation *first = plan->guests[0];
    const params p = params_of(first->function, first->dtype, &r->options->asked);
    inputs in = plan->inputs;
    in.format = format_of(first->dtype);
    in.seed = r->options->seed;
    for (size_t i = 0; i < plan->count; i++) {
        f->same_as[i] = -1;
        for (size_t k = 0; k < i && f->same_as[i] < 0; k++)
            if (figures_agree(row_of(f->accuracy, plan->guests[i]), row_of(f->accuracy, plan->guests[k])) &&
                same_results(plan->guests[i], plan->guests[k], &in, &p))
                f->same_as[i] = (int)k;
    }
}

static int try_rules(const run *r, const guest_plan *plan, guest_findings *f)
{
    const check_plan check = {.run_id = r->id,
                              .limit_seconds = plan->limit_seconds < RULE_SECONDS ? plan->limit_seconds : RULE_SECONDS};
    for (size_t i = 0; i < plan->count && !interrupted(); i++) {
        const implementation *g = plan->guests[i];
        const params p = params_of(g->function, g->dtype, &r->options->asked);
        if (g->run == library_run)
            check_implementation(&check, g, &p, f->check);
    }
    return run_write(r, f->check);
}

int guests_measure(const run *r, const guest_plan *plan, guest_findings *f)
{
    const implementation *neighbours[LIST_MAX];
    const size_t count = list_neighbours(plan->guests[0], neighbours);
    *f = (guest_findings){.accuracy = table_new(&accuracy_schema),
                          .recalled = table_new(&accuracy_schema),
                          .check = table_new(&check_schema)};
    int worst = judge_accuracy(r, plan, neighbours, count, f);
    if (worst <= STATUS_WORSE && !interrupted()) {
        compare_guests(r, plan, f);
        const int tried = try_rules(r, plan, f);
        worst = worse_of(worst, tried);
    }
    if (worst <= STATUS_WORSE && !interrupted()) {
        const int timed = time_all(r, plan, neighbours, count, f);
        worst = worse_of(worst, timed);
    }
    return worst;
}

void guest_findings_free(guest_findings *f)
{
    table_free(f->accuracy);
    table_free(f->recalled);
    table_free(f->check);
    table_free(f->bins);
    table_free(f->histogram);
    table_free(f->offsets);
    table_free(f->properties);
    for (size_t i = 0; i < GUESTS_MAX; i++)
        table_free(f->speed[i]);
}
