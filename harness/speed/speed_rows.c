#include "speed/speed_rows.h"
#include "reference/function.h"
#include "registry/registry.h"
#include "speed/distribution.h"
#include "speed/fixtures.h"

#include <math.h>
#include <stdio.h>

static void describe(speed_row *row, const implementation *impl, const group *g)
{
    snprintf(row->function, sizeof row->function, "%s", impl->function->name);
    snprintf(row->op, sizeof row->op, "%s", op_names[impl->op]);
    snprintf(row->dtype, sizeof row->dtype, "%s", dtype_names[impl->dtype]);
    snprintf(row->impl, sizeof row->impl, "%s", impl->name);
    snprintf(row->origin, sizeof row->origin, "%s", origin_names[impl->origin]);
    snprintf(row->isa, sizeof row->isa, "%s", impl->isa == NULL ? "" : impl->isa);
    if (impl->function == g->sample->function)
        group_print_params(g, row->params, sizeof row->params);
    group_print_distribution(g, row->distribution, sizeof row->distribution);
    snprintf(row->placement, sizeof row->placement, "%s", placement_names[g->load.placement]);
    snprintf(row->mode, sizeof row->mode, "%s", mode_names[g->load.mode]);
    row->n = g->load.n;
}

static bool group_wants(const session *s, const group *g, const implementation *impl)
{
    for (size_t c = g->lead; c < g->count; c++)
        if (g->runners[c].role == RUNNER_SUBJECT && group_implementation(s, g, c) == impl)
            return true;
    return false;
}

/* Whether it takes clearly less than a copy that fetches the lines it is about to overwrite: then it stores past the
 * caches. A third of the traffic is saved; other loops may beat the plain copy by a fifth. One that computes for longer
 * may stream unseen. */
static bool seen_to_stream(const session *s, const group *g, const estimate *e)
{
    static const double clearly = 0.7;
    const size_t plain = g->fixture_at[FIXTURE_PLAIN_COPY];
    if (plain == SIZE_MAX || g->load.mode != MODE_THROUGHPUT ||
        workload_level(g->load.n, g->sample->dtype) != LEVEL_MEMORY)
        return false;
    return e->to_copy.middle < clearly * estimate_of(s, g, plain).to_copy.middle;
}

static void append(const session *s, const group *g, size_t c, table *rows)
{
    const implementation *impl = group_implementation(s, g, c);
    const estimate e = estimate_of(s, g, c);
    speed_row row = {.rounds = e.rounds,
                     .ns_per_element = e.ns.middle,
                     .ns_low = e.ns.low,
                     .ns_high = e.ns.high,
                     .cycles_per_element = e.counted[COUNTER_CYCLES],
                     .gb_per_s = 2 * (double)dtype_size(impl->dtype) / e.ns.middle,
                     .ratio_to_copy = e.to_copy.middle,
                     .ratio_to_baseline = e.to_reference.middle,
                     .ratio_low = e.to_reference.low,
                     .ratio_high = e.to_reference.high,
                     .copy_low = e.to_copy.low,
                     .copy_high = e.to_copy.high,
                     .processes = e.processes,
                     .threads = (uint64_t)g->load.threads,
                     .noise_floor = noise_floor_of(s, g),
                     .instructions_per_element = e.counted[COUNTER_INSTRUCTIONS],
                     .branch_misses_per_element = e.counted[COUNTER_BRANCH_MISSES],
                     .ratio_to_stream = e.to_stream.middle,
                     .stream_low = e.to_stream.low,
                     .stream_high = e.to_stream.high,
                     .ns_a_call = e.call_ns.middle,
                     .ns_a_call_low = e.call_ns.low,
                     .ns_a_call_high = e.call_ns.high,
                     .ns_an_element = e.further_ns};
    const bool itself = g->runners[c].reference == c;
    snprintf(row.state, sizeof row.state, "%s", e.state == STATE_FAST ? "fast" : "slow");
    snprintf(row.verdict, sizeof row.verdict, "%s", itself ? "" : verdict_of(e.to_reference, row.noise_floor));
    describe(&row, impl, g);
    snprintf(row.level, sizeof row.level, "%s", level_names[workload_level(g->load.n, impl->dtype)]);
    snprintf(row.streams, sizeof row.streams, "%s", seen_to_stream(s, g, &e) ? "yes" : "");
    snprintf(row.library, sizeof row.library, "%s", impl->library == NULL ? "" : impl->library);
    snprintf(row.flags, sizeof row.flags, "%s", impl->flags == NULL ? "" : impl->flags);
    snprintf(row.run_id, sizeof row.run_id, "%s", s->plan->run_id);
    snprintf(row.baseline, sizeof row.baseline, "%s", group_implementation(s, g, g->runners[c].reference)->name);
    if (e.processes > 0)
        table_append(rows, &row);
}

/* Whether no earlier group gives the row of shared runner c, and no other group has it among its subjects. */
static bool first_with(const session *s, const group *g, size_t c)
{
    const implementation *impl = group_implementation(s, g, c);
    for (const group *other = s->groups; other < s->groups + s->count; other++)
        if (group_same_workload(other, g) && other != g &&
            ((other < g && c < other->count && group_shares(other, c)) || group_wants(s, other, impl)))
            return false;
    return true;
}

void speed_rows_append(const session *s, table *rows)
{
    for (const group *g = s->groups; g < s->groups + s->count; g++)
        for (size_t c = 0; c < g->count; c++)
            if (group_shares(g, c) ? first_with(s, g, c) : g->runners[c].role == RUNNER_SUBJECT)
                append(s, g, c, rows);
}
