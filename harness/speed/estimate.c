#include "speed/estimate.h"
#include "speed/fixtures.h"
#include "support/length.h"
#include "support/memory.h"

#include <math.h>
#include <stdlib.h>

static size_t process_count(const session *s)
{
    size_t count = 0;
    for (size_t i = 0; i < s->count; i++)
        count += s->groups[i].processes;
    return count;
}

static bounded_median ratio_interval(double *logs, size_t count)
{
    const bounded_median log_ratio = median_interval(logs, count, look_confidence(count));
    return (bounded_median){exp(log_ratio.middle), exp(log_ratio.low), exp(log_ratio.high)};
}

enum { FIGURES = 6 };
typedef struct pooled {
    double *ns, *copy, *stream, *reference, *call, *further,
        *counted[COUNTER_COUNT]; /* parts of one allocation, owned by ns */
    size_t count;
    uint64_t rounds;
} pooled;

static pooled pool_new(size_t room)
{
    pooled p = {.ns = memory_or_exit(calloc((FIGURES + COUNTER_COUNT) * room, sizeof(double)))};
    p.copy = p.ns + room;
    p.stream = p.copy + room;
    p.reference = p.stream + room;
    p.call = p.reference + room;
    p.further = p.call + room;
    for (size_t k = 0; k < COUNTER_COUNT; k++)
        p.counted[k] = p.ns + (FIGURES + k) * room;
    return p;
}

/* A process counts for a state in which it spent at least this share of its rounds. */
static const double process_share = 0.25;

/* The figures of p that count for a state: an index into outcome.in, or -1 for none. A process that may have
 * mistaken the states counts as a slow one, with what it saw most. */
static int figures_for(const process_outcome *p, speed_state state, probes best)
{
    const double fast = (double)p->rounds[STATE_FAST], slow = (double)p->rounds[STATE_SLOW];
    if (probes_mistake(p->used, best))
        return state == STATE_FAST ? -1 : fast > slow ? STATE_FAST : STATE_SLOW;
    return (double)p->rounds[state] >= process_share * (fast + slow) ? (int)state : -1;
}

static void pool_group(pooled *p, const group *g, size_t c, speed_state state, probes best)
{
    for (size_t i = 0; i < g->processes; i++) {
        const outcome *found = &g->found[i * g->count + c];
        const int which = figures_for(&g->process[i], state, best);
        if (which < 0)
            continue;
        p->ns[p->count] = found->in[which].ns;
        p->copy[p->count] = found->in[which].log_copy;
        p->stream[p->count] = found->in[which].log_stream;
        p->reference[p->count] = found->in[which].log_reference;
        p->call[p->count] = found->call_ns;
        p->further[p->count] = found->further_ns;
        for (int k = 0; k < COUNTER_COUNT; k++)
            p->counted[k][p->count] = found->counted[k];
        p->count++;
        p->rounds += g->process[i].rounds[which];
    }
}

static estimate conclude(pooled *p, speed_state state)
{
    estimate e = {.state = state, .processes = p->count, .rounds = p->rounds};
    e.ns = median_interval(p->ns, p->count, look_confidence(p->count));
    e.to_copy = ratio_interval(p->copy, p->count);
    e.to_stream = ratio_interval(p->stream, p->count);
    e.to_reference = ratio_interval(p->reference, p->count);
    e.call_ns = median_interval(p->call, p->count, look_confidence(p->count));
    e.further_ns = median_of(p->further, p->count);
    for (int k = 0; k < COUNTER_COUNT; k++)
        e.counted[k] = median_of(p->counted[k], p->count);
    free(p->ns);
    return e;
}

/* Of the one group. */
static estimate estimate_alone(const session *s, const group *g, size_t c, speed_state state)
{
    pooled p = pool_new(g->processes + 1);
    pool_group(&p, g, c, state, s->best);
    return conclude(&p, state);
}

static estimate estimate_in(const session *s, const group *g, size_t c, speed_state state)
{
    if (!group_shares(g, c))
        return estimate_alone(s, g, c, state);
    pooled p = pool_new(process_count(s) + 1);
    for (const group *other = s->groups; other < s->groups + s->count; other++)
        if (group_same_workload(other, g) && c < other->count && group_shares(other, c))
            pool_group(&p, other, c, state, s->best);
    return conclude(&p, state);
}

estimate estimate_of(const session *s, const group *g, size_t c)
{
    const estimate fast = estimate_in(s, g, c, STATE_FAST);
    if (fast.processes >= INTERVAL_LEAST)
        return fast;
    const estimate slow = estimate_in(s, g, c, STATE_SLOW);
    return slow.processes > fast.processes ? slow : fast;
}

double noise_floor_of(const session *s, const group *g)
{
    static const double least = 0.005;
    static const fixture second_twins[] = {FIXTURE_TWIN_B, FIXTURE_VECTOR_TWIN_B, FIXTURE_STREAM_TWIN_B};
    const speed_state state = estimate_of(s, g, g->lead).state;
    double floor = least;
    for (size_t i = 0; i < LENGTH(second_twins); i++) {
        const size_t c = g->fixture_at[second_twins[i]];
        if (c == SIZE_MAX)
            continue;
        const bounded_median twins = estimate_alone(s, g, c, state).to_reference;
        if (isnan(twins.low))
            return (double)NAN;
        floor = fmax(floor, fmax(twins.high, 1 / twins.low) - 1);
    }
    return floor;
}

const char *verdict_of(bounded_median ratio, double noise_floor)
{
    if (ratio.low > 1 + noise_floor)
        return "slower";
    if (ratio.high < 1 / (1 + noise_floor))
        return "faster";
    return "cannot tell";
}
