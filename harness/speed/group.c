#include "speed/group.h"
#include "reference/function.h"
#include "registry/plugin.h"
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

static bool is_left_out(const session *s, const implementation *impl)
{
    for (size_t i = 0; i < s->left_out_count; i++)
        if (s->left_out[i] == impl)
            return true;
    return false;
}

static const implementation *find_variant(const session *s, const implementation *kind, const char *variant)
{
    const roster *r = &s->plan->roster;
    for (size_t i = 0; i < r->count; i++)
        if (implementation_same_question(r->list[i], kind) && strcmp(r->list[i]->variant, variant) == 0 &&
            implementation_available(r->list[i]) && !is_left_out(s, r->list[i]))
            return r->list[i];
    return NULL;
}

static const implementation *baseline_of(const session *s, const implementation *kind)
{
    if (s->plan->baseline != NULL) {
        const implementation *named = find_variant(s, kind, s->plan->baseline);
        if (named != NULL)
            return named;
    }
    for (size_t i = 0; i < LENGTH(default_baselines); i++) {
        const implementation *found = find_variant(s, kind, default_baselines[i]);
        if (found != NULL)
            return found;
    }
    return kind;
}

/* relu as the compiler vectorises it stands beside every function as the cheapest activation there is, unless
 * it is the function at hand. */
static const implementation *find_relu(const session *s, const implementation *kind)
{
    const implementation relu = {.function = function_find("relu"), .op = OP_FORWARD, .dtype = kind->dtype};
    return implementation_same_question(&relu, kind) ? NULL : find_variant(s, &relu, "select");
}

const implementation *speed_base_version(const roster *r, const implementation *impl)
{
    char name[128];
    snprintf(name, sizeof name, "%s%s", impl->name, base_suffix);
    for (size_t i = 0; i < r->count; i++)
        if (implementation_same_question(r->list[i], impl) && strcmp(r->list[i]->name, name) == 0)
            return r->list[i];
    return NULL;
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

/* Whether impl is still measured, and what it is measured against. */
static bool is_left(const session *s, const implementation *impl)
{
    return !is_left_out(s, impl) && !(s->plan->beside && is_left_out(s, speed_base_version(&s->plan->roster, impl)));
}

/* The first subject that is still measured; NULL: nobody is left. */
static const implementation *first_left(const session *s, const group *g)
{
    for (size_t i = 0; i < g->subject_count; i++)
        if (is_left(s, g->subjects[i]))
            return g->subjects[i];
    return NULL;
}

static void add_runner(const session *s, group *g, runner_role role, const implementation *impl, size_t reference)
{
    g->runners[g->count++] = (runner){role, roster_find(&s->plan->roster, impl), (uint32_t)reference};
}

static void add_fixtures(group *g)
{
    for (fixture i = 0; i < FIXTURE_COUNT; i++) {
        g->fixture_at[i] = g->count;
        if (fixture_is_apt(i, &g->load, g->sample->dtype))
            g->runners[g->count++] =
                (runner){RUNNER_FIXTURE, i, (uint32_t)g->fixture_at[fixture_reference(i, &g->load)]};
        else
            g->fixture_at[i] = SIZE_MAX;
    }
}

/* All against one of them. */
static void add_against_baseline(const session *s, group *g)
{
    const implementation *relu = find_relu(s, g->sample), *baseline = baseline_of(s, g->sample);
    if (relu != NULL)
        add_runner(s, g, RUNNER_COMPANION, relu, g->fixture_at[fixture_reference(FIXTURE_COPY, &g->load)]);
    g->lead = g->count;
    add_runner(s, g, RUNNER_REFERENCE, baseline, g->lead);
    for (size_t i = 0; i < g->subject_count; i++) {
        if (g->subjects[i] == baseline)
            g->runners[g->lead].role = RUNNER_SUBJECT;
        else if (is_left(s, g->subjects[i]))
            add_runner(s, g, RUNNER_SUBJECT, g->subjects[i], g->lead);
    }
}

/* Each against its version in the other tree. */
static void add_against_versions(const session *s, group *g)
{
    g->lead = g->count;
    for (size_t i = 0; i < g->subject_count; i++) {
        if (!is_left(s, g->subjects[i]))
            continue;
        const size_t version = g->count;
        add_runner(s, g, RUNNER_REFERENCE, speed_base_version(&s->plan->roster, g->subjects[i]), version);
        add_runner(s, g, RUNNER_SUBJECT, g->subjects[i], version);
    }
}

/* Without a subject that is left, the group has failed and no runners. */
static group group_new(const session *s, const implementation *const *impls, size_t count, workload load)
{
    const function *f = impls[0]->function;
    group g = {.sample = impls[0],
               .subjects = impls,
               .subject_count = count,
               .load = load,
               .params = params_of(f, impls[0]->dtype, &s->plan->asked)};
    const implementation *first = first_left(s, &g);
    g.load.magnitudes = !two_sided(f, &g.params);
    g.load.n = workload_n(load.n, impls[0]->dtype);
    g.failed = first == NULL;
    if (first != NULL) {
        g.sample = first;
        g.runners = memory_or_exit(calloc(FIXTURE_COUNT + 2 + 2 * count, sizeof *g.runners));
        add_fixtures(&g);
        if (s->plan->beside)
            add_against_versions(s, &g);
        else
            add_against_baseline(s, &g);
    }
    return g;
}

static bool is_for(const planned_load *planned, const implementation *impl)
{
    bool named = planned->functions[0] == NULL;
    for (size_t i = 0; i < LENGTH(planned->functions) && planned->functions[i] != NULL; i++)
        named = named || strcmp(planned->functions[i], impl->function->name) == 0;
    return named && (planned->op < 0 || planned->op == (int)impl->op) &&
           (planned->dtype < 0 || planned->dtype == (int)impl->dtype);
}

session session_new(const speed_plan *plan)
{
    session s = {.plan = plan,
                 .groups = memory_or_exit(calloc(plan->impl_count * plan->load_count + 1, sizeof *s.groups))};
    for (size_t w = 0; w < plan->load_count; w++) {
        for (size_t first = 0, end; first < plan->impl_count; first = end) {
            end = first + 1;
            while (end < plan->impl_count && implementation_same_question(plan->impls[first], plan->impls[end]))
                end++;
            if (is_for(&plan->loads[w], plan->impls[first]))
                s.groups[s.count++] = group_new(&s, plan->impls + first, end - first, plan->loads[w].load);
        }
    }
    return s;
}

static void group_clear(group *g)
{
    free(g->runners);
    free(g->process);
    free(g->found);
    *g = (group){0};
}

void session_free(session *s)
{
    for (size_t i = 0; i < s->count; i++)
        group_clear(&s->groups[i]);
    free(s->groups);
    free(s->left_out);
    *s = (session){0};
}

void session_leave_out(session *s, const implementation *impl)
{
    s->left_out = memory_or_exit(reallocarray(s->left_out, s->left_out_count + 1, sizeof *s->left_out));
    s->left_out[s->left_out_count++] = impl;
    for (group *g = s->groups; g < s->groups + s->count; g++) {
        bool has = false;
        for (size_t c = 0; c < g->count; c++)
            has = has || group_implementation(s, g, c) == impl;
        if (!has)
            continue;
        const group anew = group_new(s, g->subjects, g->subject_count, g->load);
        group_clear(g);
        *g = anew;
    }
}

const implementation *group_implementation(const session *s, const group *g, size_t c)
{
    return runner_implementation(&g->runners[c], &s->plan->roster, g->sample->dtype);
}

bool group_shares(const group *g, size_t c)
{
    return g->runners[c].role <= RUNNER_COMPANION;
}

bool group_same_workload(const group *a, const group *b)
{
    return a->sample->dtype == b->sample->dtype && a->load.distribution == b->load.distribution &&
           a->load.n == b->load.n && a->load.placement == b->load.placement && a->load.mode == b->load.mode &&
           a->load.threads == b->load.threads && a->load.magnitudes == b->load.magnitudes;
}

/* No call of a kernel takes a minute, whatever else the machine does; but on so many elements a slow one may. */
static const double patience_seconds = 60, patience_per_element = 1e-6;

int group_measure(const session *s, group *g, const job *terms, culprit *who)
{
    const speed_plan *plan = s->plan;
    job j = *terms;
    j.load = g->load;
    j.params = g->params;
    const double patience = plan->patience > 0 ? plan->patience : patience_seconds;
    const process_task task = {.roster = &plan->roster,
                               .execute = plan->execute,
                               .patience_seconds = patience + patience_per_element * (double)g->load.n,
                               .job = &j,
                               .type = g->sample->dtype,
                               .runners = g->runners,
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
