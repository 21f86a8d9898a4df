#include "commands/measure_speed.h"
#include "environment/environment.h"
#include "report/google_benchmark.h"
#include "speed/distribution.h"
#include "speed/fixtures.h"
#include "speed/instructions.h"
#include "support/interrupt.h"
#include "support/length.h"
#include "support/memory.h"
#include "support/status.h"

#include <math.h>
#include <omp.h>
#include <stdlib.h>
#include <string.h>

enum { N_NEAR = 4096, N_LEAST = 64, N_MOST = 1 << 30 };

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

/* A number, a cache, `beyond`, or `sweep`: powers of four from 64, then beyond the cache. */
static bool set_size(const char *text, void *field)
{
    uint64_t n;
    if (strcmp(text, "output") == 0)
        return choose(field, N_OUTPUT_CACHED);
    for (memory_level level = LEVEL_L1; level < LEVEL_MEMORY; level++)
        if (strcmp(text, level_names[level]) == 0)
            return choose(field, N_WITHIN(level));
    if (strcmp(text, "beyond") == 0)
        return choose(field, N_BEYOND);
    if (strcmp(text, "sweep") == 0) {
        for (n = N_LEAST; n <= workload_n_beyond_cache(DTYPE_F64) / 4; n *= 4)
            if (!choose(field, n))
                return false;
        return choose(field, N_BEYOND);
    }
    return set_whole(text, &n) && n >= 1 && n <= N_MOST && choose(field, n);
}

static bool set_placement(const char *text, void *field)
{
    return choose_name(field, text, placement_names, PLACEMENT_COUNT);
}

static bool set_mode(const char *text, void *field)
{
    return choose_name(field, text, mode_names, MODE_COUNT);
}

#define SECONDS_MOST 86400
static bool set_budget(const char *text, void *field)
{
    char *end;
    const double seconds = strtod(text, &end);
    *(double *)field = seconds;
    return end != text && *end == '\0' && seconds > 0 && seconds <= SECONDS_MOST;
}

const option_entry speed_entries[SPEED_ENTRY_COUNT] = {
    {"distribution", "NAME", "inputs, may be repeated: N(0,4) (default), N(0,1), sorted N(0,4) ... or all",
     "the name of a distribution or all", set_distribution, offsetof(speed_options, distributions)},
    {"n", "N",
     "elements, may be repeated: a number, L1, L2, L3 (of which they fill half), output (of which only the output fits the caches), beyond (them) or sweep (default: 4096)",
     "a number from 1 to 2^30, L1, L2, L3, output, beyond or sweep", set_size, offsetof(speed_options, sizes)},
    {"placement", "WHERE", "may be repeated: out_of_place (default), in_place or all", "out_of_place, in_place or all",
     set_placement, offsetof(speed_options, placements)},
    {"mode", "MODE", "may be repeated: throughput (default), latency, cold, consumed or all",
     "throughput, latency, cold, consumed or all", set_mode, offsetof(speed_options, modes)},
    {"baseline", "VARIANT", "what ratios are to (default: naive, or else libm, printed, branch)",
     "the name of a variant", set_text, offsetof(speed_options, baseline)},
    {"budget", "SECONDS", "at most so long, unless every interval is narrow before (default: 150; compare: 60)",
     "a number of seconds above 0 and at most " TEXT_OF_VALUE(SECONDS_MOST), set_budget,
     offsetof(speed_options, budget)},
    {"instructions", NULL, "count instructions under valgrind's callgrind too; writes instructions.csv", NULL, set_flag,
     offsetof(speed_options, instructions)},
};

static const planned_load default_loads[] = {
    {.load = {.n = N_NEAR}, .op = -1, .dtype = -1},
    {.load = {.n = N_WITHIN(LEVEL_L2)}, .op = OP_FORWARD, .dtype = DTYPE_F32},
    {.load = {.n = N_BEYOND}, .op = OP_FORWARD, .dtype = DTYPE_F32},
    {.load = {.n = 1, .mode = MODE_LATENCY}, .op = OP_FORWARD, .dtype = -1},
};
enum { DEFAULT_LOADS = LENGTH(default_loads) };

speed_options speed_options_defaults(void)
{
    return (speed_options){.defaults = default_loads, .default_count = DEFAULT_LOADS, .budget = 150, .threads = 1};
}

int speed_options_check(const speed_options *s, const options *o)
{
    selection wanted = o->select;
    wanted.impl = s->baseline;
    return s->baseline == NULL ? STATUS_GOOD : selection_check(&wanted);
}

static choices or_first(choices c, uint64_t first)
{
    if (c.count == 0)
        choose(&c, first);
    return c;
}

/* Appends the combinations for one distribution and mode. Latency has no array, and so neither size nor
 * placement. */
static void combine(const speed_options *s, uint64_t distribution, uint64_t mode, planned_load *all, size_t *count)
{
    const choices n = or_first(s->sizes, N_NEAR), p = or_first(s->placements, PLACEMENT_OUT);
    const bool latency = mode == MODE_LATENCY;
    for (size_t i = 0; i < (latency ? 1 : n.count * p.count); i++) {
        const workload load = {.distribution = (int)distribution,
                               .n = latency ? 1 : n.value[i / p.count],
                               .placement = latency ? PLACEMENT_OUT : (placement)p.value[i % p.count],
                               .mode = (mode_kind)mode};
        all[(*count)++] = (planned_load){.load = load, .op = -1, .dtype = -1};
    }
}

/* Says how many threads each load has. One for all processors goes where there is but one: it would repeat another. */
static void settle_threads(const speed_options *s, planned_load *all, size_t *count)
{
    const size_t planned = *count;
    *count = 0;
    for (size_t i = 0; i < planned; i++) {
        planned_load load = all[i];
        if (load.load.threads == THREADS_ASKED)
            load.load.threads = load.load.mode == MODE_LATENCY ? 1 : s->threads;
        else if (omp_get_num_procs() > s->threads)
            load.load.threads = omp_get_num_procs();
        else
            continue;
        all[(*count)++] = load;
    }
}

/* The caller frees them. */
static planned_load *loads_of(const speed_options *s, size_t *count)
{
    const choices d = or_first(s->distributions, 0), m = or_first(s->modes, MODE_THROUGHPUT);
    const size_t combinations = d.count * m.count * (s->sizes.count + 1) * (s->placements.count + 1);
    planned_load *all = memory_or_exit(calloc(combinations + s->default_count, sizeof *all));
    *count = 0;
    if (s->distributions.count + s->modes.count + s->sizes.count + s->placements.count == 0) {
        memcpy(all, s->defaults, s->default_count * sizeof *all);
        *count = s->default_count;
    } else {
        for (size_t i = 0; i < d.count * m.count; i++)
            combine(s, d.value[i / m.count], m.value[i % m.count], all, count);
    }
    settle_threads(s, all, count);
    return all;
}

/* What each A/A pair said of each workload, in percent: two copies of one kernel seem to differ by up to so much. */
static void record_noise(table *environment, const table *speed)
{
    for (size_t i = 0; i < speed->count; i++) {
        const speed_row *row = table_row(speed, i);
        char key[2 * TEXT_LONG], percent[TEXT_SHORT] = "";
        if (!fixture_is_second_twin(row->impl))
            continue;
        snprintf(key, sizeof key, "aa_noise_percent %s %s %s n=%llu %s %s", row->impl, row->dtype, row->distribution,
                 (unsigned long long)row->n, row->placement, row->mode);
        if (!isnan(row->ratio_low))
            snprintf(percent, sizeof percent, "%.3f", 100 * (fmax(row->ratio_high, 1 / row->ratio_low) - 1));
        environment_add(environment, key, percent);
    }
}

/* f16 and bf16 are timed only where they are asked for; beside another tree, what is there too. */
static size_t gather(const selection *wanted, const speed_plan *plan, const implementation **found)
{
    const size_t runnable = registry_runnable(wanted, found);
    size_t count = 0;
    for (size_t i = 0; i < runnable; i++)
        if ((wanted->dtype >= 0 || dtype_size(found[i]->dtype) > sizeof(uint16_t)) &&
            (!plan->beside || speed_base_version(&plan->roster, found[i]) != NULL))
            found[count++] = found[i];
    return count;
}

static bool is_timed(const implementation *impl, const table *speed)
{
    for (size_t i = 0; i < speed->count; i++) {
        const speed_row *row = table_row(speed, i);
        if (strcmp(row->impl, impl->name) == 0 && strcmp(row->op, op_names[impl->op]) == 0 &&
            strcmp(row->dtype, dtype_names[impl->dtype]) == 0)
            return true;
    }
    return false;
}

/* Counts what could be timed: what did not come back from its kernel would not under valgrind either. */
static int count_instructions(const run *r, speed_plan plan, const implementation **impls, const table *speed)
{
    table *counted = table_new(&instructions_schema);
    size_t kept = 0;
    for (size_t i = 0; i < plan.impl_count; i++)
        if (is_timed(impls[i], speed))
            impls[kept++] = impls[i];
    plan.impls = impls;
    plan.impl_count = kept;
    const int counting = instructions_measure(&plan, counted), written = run_write(r, counted);
    table_free(counted);
    return worse_of(counting, written);
}

int measure_speed(const run *r, const speed_options *s, table *t)
{
    const int possible = process_possible();
    if (possible != STATUS_GOOD)
        return possible;
    speed_plan plan = {.run_id = r->id,
                       .asked = r->options->asked,
                       .baseline = s->baseline,
                       .beside = s->beside != NULL,
                       .seconds = s->budget,
                       .seed = r->options->seed,
                       .execute = true,
                       .quiet = r->options->quiet,
                       .seconds_after = r->options->seconds_after};
    plan.roster.list = registry_all(&plan.roster.count);
    const implementation **impls = memory_or_exit(calloc(plan.roster.count + 1, sizeof *impls));
    plan.impls = impls;
    plan.impl_count = gather(&r->options->select, &plan, impls);
    if (plan.beside && plan.impl_count == 0) {
        free(impls);
        return complain(STATUS_USAGE,
                        "speed: --beside %s has a version of none of those that are asked for: see "
                        "`actbench list`",
                        s->beside);
    }
    planned_load *loads = loads_of(s, &plan.load_count);
    plan.loads = loads;
    const int measured = speed_measure(&plan, t);
    record_noise(r->environment, t);
    int written = run_write(r, t), counting = STATUS_GOOD;
    if (written == STATUS_GOOD)
        written = run_write(r, r->environment);
    if (written == STATUS_GOOD)
        written = google_benchmark_write(t, r->environment, r->options->out);
    if (written == STATUS_GOOD && s->instructions && !interrupted())
        counting = count_instructions(r, plan, impls, t);
    free(loads);
    free(impls);
    return written != STATUS_GOOD ? written : worse_of(measured, counting);
}
