#include "accuracy/pass.h"

#include "accuracy/pool.h"
#include "accuracy/record.h"
#include "search/search.h"
#include "support/memory.h"
#include "support/status.h"

#include <stdlib.h>

static int judge_filter(const pass *p, double worst, uint64_t magnitude)
{
    const double bound = p->question.function->ops[p->question.op].filter_bound;
    if (worst <= bound)
        return STATUS_GOOD;
    return complain(STATUS_WORSE,
                    "%s %s: the fast reference misses MPFR by %.3g at magnitude 0x%llx, its bound is %.3g: nothing is "
                    "reported; run again with --reference mpfr",
                    p->question.function->name, op_names[p->question.op], worst, (unsigned long long)magnitude, bound);
}

size_t pass_segments(const pass *p)
{
    return p->search_budget > 0 ? search_descents(p->search_budget) : inputs_segments(&p->inputs);
}

void pass_inputs_name(const pass *p, char *text, size_t size)
{
    if (p->search_budget > 0)
        search_name(p->search_budget, text, size);
    else
        inputs_name(&p->inputs, text, size);
}

bool pass_inputs_parse(const char *text, inputs *in, uint64_t *search_budget)
{
    if (search_parse(text, search_budget))
        return true;
    *search_budget = 0;
    return inputs_parse(text, in);
}

void findings_begin(const pass *p, findings *out)
{
    const size_t segments = pass_segments(p);
    for (size_t i = 0; i < p->impl_count; i++) {
        out[i] = (findings){.impl = p->impls[i], .segment_count = segments};
        out[i].segments = memory_or_exit(calloc(2 * segments, sizeof *out[i].segments));
        out[i].costs = memory_or_exit(calloc(segments, sizeof *out[i].costs));
        for (size_t s = 0; s < 2 * segments; s++)
            out[i].segments[s] = tally_zero();
    }
}

/* In order of segments, so that a sum does not depend on who did what when. */
static void add_up_costs(const pass *p, findings *out)
{
    for (size_t i = 0; i < p->impl_count; i++) {
        out[i].seconds = out[i].kernel_seconds = 0;
        for (size_t s = 0; s < out[i].segment_count; s++) {
            out[i].seconds += out[i].costs[s].seconds;
            out[i].kernel_seconds += out[i].costs[s].kernel_seconds;
        }
    }
}

/* Where records go. */
typedef struct destination {
    const pass *pass;
    findings *out;
    size_t taken;
} destination;

static int take(void *context, uint64_t segment, const void *bytes, size_t size)
{
    destination *d = context;
    const pass *p = d->pass;
    if (!record_take(p, segment, bytes, size, d->out))
        return complain(STATUS_WORSE,
                        "accuracy: a process of the program itself sent no record of segment %llu: "
                        "please report it",
                        (unsigned long long)segment);
    d->taken++;
    const int status = p->keep != NULL ? p->keep(p->context, segment, bytes, size) : STATUS_GOOD;
    if (p->done != NULL)
        p->done[segment] = true;
    if (p->progress != NULL)
        progress_add(p->progress, p->impl_count);
    return status;
}

int pass_continue(const pass *p, findings *out, bool *complete)
{
    const size_t segments = pass_segments(p);
    size_t *todo = memory_or_exit(malloc((segments + 1) * sizeof *todo)), count = 0;
    for (size_t i = 0; i < segments; i++)
        if ((p->wanted == NULL || p->wanted[i]) && (p->done == NULL || !p->done[i]))
            todo[count++] = i;
    offence *known = memory_or_exit(calloc(p->impl_count + 1, sizeof *known));
    for (size_t i = 0; i < p->impl_count; i++)
        known[i] = out[i].offence;
    destination d = {p, out, 0};
    const int status = pool_run(p, todo, count, known, take, &d);
    add_up_costs(p, out);
    *complete = d.taken == count;
    free(known);
    free(todo);
    return status != STATUS_GOOD || p->impl_count == 0
               ? status
               : judge_filter(p, out[0].worst_filter_error, out[0].worst_filter_magnitude);
}

int pass_run(const pass *p, findings *out, bool *complete)
{
    findings_begin(p, out);
    return pass_continue(p, out, complete);
}

void findings_free(findings *f)
{
    free(f->segments);
    free(f->costs);
    f->segments = NULL;
    f->costs = NULL;
}

void findings_sides(const findings *f, tally sides[2])
{
    for (int s = 0; s < 2; s++)
        sides[s] = tally_zero();
    for (size_t i = 0; i < 2 * f->segment_count; i++)
        tally_add(&sides[i % 2], &f->segments[i]);
}

tally findings_total(const findings *f)
{
    tally sides[2], total = tally_zero();
    findings_sides(f, sides);
    for (size_t i = 0; i < 2 * f->segment_count; i++)
        tally_add(&total, &f->segments[i]);
    /* Segments come in order of magnitude, but each has two sides. */
    for (int i = 0; i < PROPERTY_COUNT; i++)
        total.seen[i] = sighting_nearest(&sides[0].seen[i], &sides[1].seen[i], format_of(f->impl->dtype)->last);
    return total;
}
