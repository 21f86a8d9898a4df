#include "commands/measure_guests.h"

#include "check/check.h"
#include "commands/guests_parts.h"
#include "guests/library.h"
#include "guests/same.h"
#include "support/interrupt.h"
#include "support/status.h"

#include <string.h>

enum { RULE_SECONDS = 10 };

/* The tree's own implementations of the guests' question that this machine runs, one form of each. */
static size_t list_neighbours(const implementation *guest, const implementation **list)
{
    size_t all, count = 0;
    const implementation *const *impls = registry_all(&all);
    for (size_t i = 0; i < all && count < NEIGHBOURS_MAX; i++)
        if (impls[i]->origin != ORIGIN_GUEST && implementation_same_question(impls[i], guest) &&
            impls[i]->target == NULL && implementation_available(impls[i]))
            list[count++] = impls[i];
    return count;
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
            if (figures_agree(guests_row(f->accuracy, plan->guests[i]), guests_row(f->accuracy, plan->guests[k])) &&
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
    const implementation *neighbours[NEIGHBOURS_MAX];
    const size_t count = list_neighbours(plan->guests[0], neighbours);
    *f = (guest_findings){.accuracy = table_new(&accuracy_schema),
                          .recalled = table_new(&accuracy_schema),
                          .check = table_new(&check_schema)};
    int worst = guests_judge(r, plan, neighbours, count, f);
    if (worst <= STATUS_WORSE && !interrupted()) {
        compare_guests(r, plan, f);
        const int tried = try_rules(r, plan, f);
        worst = worse_of(worst, tried);
    }
    if (worst <= STATUS_WORSE && !interrupted()) {
        const int timed = guests_time(r, plan, neighbours, count, f);
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
