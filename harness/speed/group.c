#include "speed/group.h"
#include "reference/function.h"
#include "registry/registry.h"
#include "speed/distribution.h"
#include "speed/fixtures.h"
#include "support/length.h"
#include "support/memory.h"
#include "support/status.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Variants that serve as baseline when the user names none, in order of preference: the textbook's spellings. */
static const char *const default_baselines[] = {"naive", "libm", "printed", "branch"};

/* The index of one that is in it. */
static uint32_t roster_find(const roster *r, const implementation *impl)
{
    uint32_t i = 0;
    while (r->list[i] != impl)
        i++;
    return i;
}

static bool is_left_out(const groups *all, const implementation *impl)
{
    for (size_t i = 0; i < all->left_out_count; i++)
        if (all->left_out[i] == impl)
            return true;
    return false;
}

static const implementation *find_variant(const groups *all, const roster *r, const implementation *kind,
                                          const char *variant)
{
    for (size_t i = 0; i < r->count; i++)
        if (implementation_same_question(r->list[i], kind) && strcmp(r->list[i]->variant, variant) == 0 &&
            implementation_available(r->list[i]) && !is_left_out(all, r->list[i]))
            return r->list[i];
    return NULL;
}

static const implementation *baseline_of(const groups *all, const speed_plan *plan, const implementation *kind)
{
    if (plan->baseline != NULL) {
        const implementation *named = find_variant(all, &plan->roster, kind, plan->baseline);
        if (named != NULL)
            return named;
    }
    for (size_t i = 0; i < LENGTH(default_baselines); i++) {
        const implementation *found = find_variant(all, &plan->roster, kind, default_baselines[i]);
        if (found != NULL)
            return found;
    }
    return kind;
}

/* relu as the compiler vectorises it stands beside every function as the cheapest activation there is, unless
 * it is the function at hand. */
static const implementation *find_relu(const groups *all, const roster *r, const implementation *kind)
{
    const implementation relu = {.function = function_find("relu"), .op = OP_FORWARD, .dtype = kind->dtype};
    return implementation_same_question(&relu, kind) ? NULL : find_variant(all, r, &relu, "select");
}

/* Whether the function is defined on both sides of zero. */
static bool two_sided(const function *f, const params *p)
{
    bool defined = true;
    if (f->ops[OP_FORWARD].exact != NULL) {
        mpfr_t x, y;
        mpfr_inits2(53, x, y, (mpfr_ptr)NULL);
        mpfr_set_si(x, -2, MPFR_RNDN);
        f->ops[OP_FORWARD].exact(y, x, p);
        defined = !mpfr_nan_p(y);
        mpfr_clears(x, y, (mpfr_ptr)NULL);
    }
    return defined;
}

/* The first subject that is still measured; NULL: nobody is left. */
static const implementation *first_left(const groups *all, const group *g)
{
    for (size_t i = 0; i < g->subject_count; i++)
        if (!is_left_out(all, g->subjects[i]))
            return g->subjects[i];
    return NULL;
}

/* Lists the contenders: the fixtures and relu, the baseline, the other subjects. */
static void gather(const groups *all, const speed_plan *plan, group *g)
{
    const implementation *relu = find_relu(all, &plan->roster, g->sample),
                         *baseline = baseline_of(all, plan, g->sample);
    g->entries = memory_or_exit(calloc(FIXTURE_COUNT + 2 + g->subject_count, sizeof *g->entries));
    g->wanted = memory_or_exit(calloc(FIXTURE_COUNT + 2 + g->subject_count, sizeof *g->wanted));
    for (fixture i = 0; i < FIXTURE_COUNT; i++) {
        g->fixture_at[i] = g->count;
        if (fixture_is_apt(i, &g->load, g->sample->dtype))
            g->entries[g->count++] = (entry){true, i, (uint32_t)g->fixture_at[fixture_reference(i, &g->load)]};
        else
            g->fixture_at[i] = SIZE_MAX;
    }
    if (relu != NULL)
        g->entries[g->count++] = (entry){false, roster_find(&plan->roster, relu),
                                         (uint32_t)g->fixture_at[fixture_reference(FIXTURE_COPY, &g->load)]};
    g->shared = g->count;
    g->baseline = g->count;
    g->entries[g->count++] = (entry){false, roster_find(&plan->roster, baseline), (uint32_t)g->baseline};
    for (size_t i = 0; i < g->subject_count; i++) {
        if (g->subjects[i] == baseline) {
            g->wanted[g->baseline] = true;
        } else if (!is_left_out(all, g->subjects[i])) {
            g->wanted[g->count] = true;
            g->entries[g->count++] = (entry){false, roster_find(&plan->roster, g->subjects[i]), (uint32_t)g->baseline};
        }
    }
}

/* Without a subject that is left, the group has failed and no contenders. */
static group group_new(const groups *all, const speed_plan *plan, const implementation *const *impls, size_t count,
                       workload load)
{
    const function *f = impls[0]->function;
    group g = {.sample = impls[0],
               .subjects = impls,
               .subject_count = count,
               .load = load,
               .params = params_of(f, impls[0]->dtype, &plan->asked)};
    const implementation *first = first_left(all, &g);
    g.load.magnitudes = !two_sided(f, &g.params);
    g.load.n = workload_n(load.n, impls[0]->dtype);
    g.failed = first == NULL;
    if (first != NULL) {
        g.sample = first;
        gather(all, plan, &g);
    }
    return g;
}

static bool is_for(const planned_load *planned, const implementation *impl)
{
    return (planned->op < 0 || planned->op == (int)impl->op) &&
           (planned->dtype < 0 || planned->dtype == (int)impl->dtype);
}

groups groups_of(const speed_plan *plan)
{
    groups all = {.list = memory_or_exit(calloc(plan->impl_count * plan->load_count + 1, sizeof *all.list))};
    for (size_t w = 0; w < plan->load_count; w++) {
        for (size_t first = 0, end; first < plan->impl_count; first = end) {
            end = first + 1;
            while (end < plan->impl_count && implementation_same_question(plan->impls[first], plan->impls[end]))
                end++;
            if (is_for(&plan->loads[w], plan->impls[first]))
                all.list[all.count++] = group_new(&all, plan, plan->impls + first, end - first, plan->loads[w].load);
        }
    }
    return all;
}

static void group_clear(group *g)
{
    free(g->entries);
    free(g->wanted);
    free(g->process);
    free(g->found);
    *g = (group){0};
}

void groups_free(groups *g)
{
    for (size_t i = 0; i < g->count; i++)
        group_clear(&g->list[i]);
    free(g->list);
    free(g->left_out);
    *g = (groups){0};
}

void groups_leave_out(groups *all, const speed_plan *plan, const implementation *impl)
{
    all->left_out = memory_or_exit(reallocarray(all->left_out, all->left_out_count + 1, sizeof *all->left_out));
    all->left_out[all->left_out_count++] = impl;
    for (group *g = all->list; g < all->list + all->count; g++) {
        bool has = false;
        for (size_t c = 0; c < g->count; c++)
            has = has || group_implementation(g, plan, c) == impl;
        if (!has)
            continue;
        const group anew = group_new(all, plan, g->subjects, g->subject_count, g->load);
        group_clear(g);
        *g = anew;
    }
}

const implementation *group_implementation(const group *g, const speed_plan *plan, size_t c)
{
    return entry_implementation(&g->entries[c], &plan->roster, g->sample->dtype);
}

bool group_same_workload(const group *a, const group *b)
{
    return a->sample->dtype == b->sample->dtype && a->load.distribution == b->load.distribution &&
           a->load.n == b->load.n && a->load.placement == b->load.placement && a->load.mode == b->load.mode &&
           a->load.threads == b->load.threads && a->load.magnitudes == b->load.magnitudes;
}

/* No call of a kernel takes a minute, whatever else the machine does; but on so many elements a slow one may. */
static const double patience_seconds = 60, patience_per_element = 1e-6;

int group_measure(group *g, const speed_plan *plan, const job *terms, culprit *who)
{
    job j = *terms;
    j.load = g->load;
    j.params = g->params;
    const double patience = plan->patience > 0 ? plan->patience : patience_seconds;
    const process_task task = {.roster = &plan->roster,
                               .execute = plan->execute,
                               .patience_seconds = patience + patience_per_element * (double)g->load.n,
                               .job = &j,
                               .type = g->sample->dtype,
                               .entries = g->entries,
                               .count = g->count};
    g->process = memory_or_exit(realloc(g->process, (g->processes + 1) * sizeof *g->process));
    g->found = memory_or_exit(realloc(g->found, (g->processes + 1) * g->count * sizeof *g->found));
    const int status = process_measure(&task, &g->process[g->processes], &g->found[g->processes * g->count], who);
    if (status == STATUS_GOOD)
        g->processes++;
    return status;
}

void group_print_params(const group *g, char *text, size_t size)
{
    params_print(g->sample->function, g->sample->dtype, &g->params, text, size);
}

void group_print_distribution(const group *g, char *text, size_t size)
{
    snprintf(text, size, g->load.magnitudes ? "|%s|" : "%s", distributions[g->load.distribution].name);
}
