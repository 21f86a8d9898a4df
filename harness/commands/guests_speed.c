/* The times of guests beside the textbook's form and our kernels. */
#include "commands/guests_parts.h"
#include "guests/library.h"
#include "speed/speed.h"
#include "support/interrupt.h"
#include "support/length.h"
#include "support/status.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { TIMED_N = 4096 };

/* The one of the tree's own whose largest error is the nearest, as a ratio. */
static const implementation *nearest_of(const guest_findings *f, const implementation *guest,
                                        const implementation *const *neighbours, size_t count)
{
    const accuracy_row *own = guests_row(f->accuracy, guest);
    const implementation *nearest = NULL;
    double least = HUGE_VAL;
    for (size_t i = 0; own != NULL && i < count; i++) {
        const accuracy_row *row = guests_row(f->accuracy, neighbours[i]);
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
    const implementation *impls[NEIGHBOURS_MAX + 1];
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

int guests_time(const run *r, const guest_plan *plan, const implementation *const *neighbours, size_t count,
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
