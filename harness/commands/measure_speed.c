#include "commands/measure_speed.h"
#include "speed/distribution.h"
#include "support/status.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { N_NEAR = 4096, N_LEAST = 64, N_MOST = 1 << 30, N_BEYOND = 0 };

static bool choose(choices *c, uint64_t value)
{
    if (c->count == CHOICES_MAX)
        return false;
    c->value[c->count++] = value;
    return true;
}

static bool choose_all(choices *c, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!choose(c, i))
            return false;
    return true;
}

static bool choose_name(choices *c, const char *text, const char *const *names, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(text, names[i]) == 0)
            return choose(c, i);
    return strcmp(text, "all") == 0 && choose_all(c, count);
}

static bool set_distribution(const char *text, void *field)
{
    const int found = distribution_find(text);
    if (found >= 0)
        return choose(field, (uint64_t)found);
    return strcmp(text, "all") == 0 && choose_all(field, distribution_count);
}

/* A number, `beyond`, or `sweep`: powers of four from 64, then beyond the cache. */
static bool set_size(const char *text, void *field)
{
    uint64_t n;
    if (strcmp(text, "beyond") == 0)
        return choose(field, N_BEYOND);
    if (strcmp(text, "sweep") == 0) {
        for (n = N_LEAST; n <= workload_n_beyond_cache(DTYPE_F64) / 4; n *= 4)
            if (!choose(field, n))
                return false;
        return choose(field, N_BEYOND);
    }
    return set_seed(text, &n) && n >= 1 && n <= N_MOST && choose(field, n);
}

static bool set_placement(const char *text, void *field)
{
    return choose_name(field, text, placement_names, PLACEMENT_COUNT);
}

static bool set_mode(const char *text, void *field)
{
    return choose_name(field, text, mode_names, MODE_COUNT);
}

static bool set_budget(const char *text, void *field)
{
    char *end;
    const double seconds = strtod(text, &end);
    *(double *)field = seconds;
    return end != text && *end == '\0' && seconds > 0 && seconds <= 86400;
}

const option_entry speed_entries[SPEED_ENTRY_COUNT] = {
    {"distribution", "NAME", "inputs, may be repeated: N(0,4) (default), N(0,1), sorted N(0,4) ... or all",
     "the name of a distribution or all", set_distribution, offsetof(speed_options, distributions)},
    {"n", "N", "elements, may be repeated: a number, beyond (the cache) or sweep (default: 4096 and beyond)",
     "a number from 1 to 2^30, beyond or sweep", set_size, offsetof(speed_options, sizes)},
    {"placement", "WHERE", "may be repeated: out_of_place (default), in_place or all",
     "out_of_place, in_place or all", set_placement, offsetof(speed_options, placements)},
    {"mode", "MODE", "may be repeated: throughput, latency (both default), cold or all",
     "throughput, latency, cold or all", set_mode, offsetof(speed_options, modes)},
    {"baseline", "VARIANT", "what ratios are to (default: naive, or else libm, printed, branch)",
     "the name of a variant", set_text, offsetof(speed_options, baseline)},
    {"budget", "SECONDS", "at most so long, unless every interval is narrow before (default: 150)",
     "a number of seconds from above 0 to 86400", set_budget, offsetof(speed_options, budget)},
};

speed_options speed_options_defaults(void)
{
    return (speed_options){.budget = 150, .threads = 1};
}

static size_t runnable(const selection *wanted, const implementation **found)
{
    const size_t matching = registry_select(wanted, found);
    size_t count = 0;
    for (size_t i = 0; i < matching; i++)
        if (implementation_available(found[i]))
            found[count++] = found[i];
    return count;
}

int speed_options_check(const speed_options *s, const options *o)
{
    selection wanted = o->select;
    wanted.impl = s->baseline;
    return s->baseline == NULL ? STATUS_GOOD : selection_check(&wanted);
}

static choices or_default(choices c, size_t count, const uint64_t *defaults)
{
    for (size_t i = 0; c.count < count && (i > 0 || c.count == 0); i++)
        choose(&c, defaults[i]);
    return c;
}

/* All combinations; latency has no array, and so neither sizes nor placements. The caller frees them. */
static workload *workloads_of(const speed_options *s, size_t *count)
{
    static const uint64_t sizes[] = {N_NEAR, N_BEYOND}, modes[] = {MODE_THROUGHPUT, MODE_LATENCY},
                          first[] = {0};
    const choices d = or_default(s->distributions, 1, first), p = or_default(s->placements, 1, first);
    const choices n = or_default(s->sizes, 2, sizes), m = or_default(s->modes, 2, modes);
    workload *all = calloc(d.count * p.count * n.count * m.count, sizeof *all);
    if (all == NULL)
        abort();
    *count = 0;
    for (size_t mode = 0; mode < m.count; mode++) {
        const bool latency = m.value[mode] == MODE_LATENCY;
        for (size_t i = 0; i < d.count; i++)
            for (size_t size = 0; size < (latency ? 1 : n.count); size++)
                for (size_t place = 0; place < (latency ? 1 : p.count); place++)
                    all[(*count)++] =
                        (workload){.distribution = (int)d.value[i],
                                   .n = latency ? 1 : n.value[size],
                                   .placement = latency ? PLACEMENT_OUT : (placement)p.value[place],
                                   .mode = (mode_kind)m.value[mode],
                                   .threads = latency ? 1 : s->threads};
    }
    return all;
}

int measure_speed(const run *r, const speed_options *s, table *t)
{
    speed_plan plan = {.run_id = r->id,
                       .alpha = r->options->alpha,
                       .baseline = s->baseline,
                       .seconds = s->budget,
                       .seed = r->options->seed,
                       .execute = true,
                       .quiet = r->options->quiet};
    plan.roster.list = registry_all(&plan.roster.count);
    const implementation **impls = calloc(plan.roster.count + 1, sizeof *impls);
    if (impls == NULL)
        abort();
    plan.impls = impls;
    plan.impl_count = runnable(&r->options->select, impls);
    workload *workloads = workloads_of(s, &plan.workload_count);
    plan.workloads = workloads;
    const int measured = speed_measure(&plan, t);
    const int written = run_write(r, t);
    free(workloads);
    free(impls);
    return written != STATUS_GOOD ? written : measured;
}
