#include "speed/estimate.h"
#include "speed/fixtures.h"

#include <math.h>
#include <stdlib.h>

static size_t process_count(const groups *all)
{
    size_t count = 0;
    for (size_t i = 0; i < all->count; i++)
        count += all->list[i].processes;
    return count;
}

static interval ratio_interval(double *logs, size_t count)
{
    const interval log_ratio = median_interval(logs, count);
    return (interval){exp(log_ratio.middle), exp(log_ratio.low), exp(log_ratio.high)};
}

typedef struct pool {
    double *ns, *copy, *reference; /* parts of one allocation, owned by ns */
    size_t count;
    uint64_t rounds;
} pool;

/* A process counts for a state in which it spent at least this share of its rounds. */
static const double process_share = 0.25;
/* Processes that told states apart by a probe this much above the session's best may have mistaken them. */
static const double probe_slack = 1.05;

static bool counts(const process_outcome *p, speed_state state, double probe_best)
{
    const double all = (double)(p->rounds[STATE_FAST] + p->rounds[STATE_SLOW]), in = (double)p->rounds[state];
    return in > 0 && in >= process_share * all && p->probe_used <= probe_slack * probe_best;
}

static void pool_group(pool *p, const group *g, size_t c, speed_state state, double probe_best)
{
    for (size_t i = 0; i < g->processes; i++) {
        const figures *f = &g->found[i * g->count + c].in[state];
        if (!counts(&g->process[i], state, probe_best))
            continue;
        p->ns[p->count] = f->ns;
        p->copy[p->count] = f->log_copy;
        p->reference[p->count] = f->log_reference;
        p->count++;
        p->rounds += g->process[i].rounds[state];
    }
}

static estimate estimate_in(const groups *all, const group *g, size_t c, speed_state state, double probe_best)
{
    estimate e = {.state = state};
    const size_t room = process_count(all) + 1;
    pool p = {.ns = calloc(3 * room, sizeof(double))};
    if (p.ns == NULL)
        return e;
    p.copy = p.ns + room;
    p.reference = p.copy + room;
    if (c >= FIXTURE_COUNT)
        pool_group(&p, g, c, state, probe_best);
    for (size_t i = 0; i < all->count && c < FIXTURE_COUNT; i++)
        if (group_same_workload(&all->list[i], g))
            pool_group(&p, &all->list[i], c, state, probe_best);
    e.processes = p.count;
    e.rounds = p.rounds;
    e.ns = median_interval(p.ns, p.count);
    e.to_copy = ratio_interval(p.copy, p.count);
    e.to_reference = ratio_interval(p.reference, p.count);
    free(p.ns);
    return e;
}

estimate estimate_of(const groups *all, const group *g, size_t c, double probe_best)
{
    const estimate fast = estimate_in(all, g, c, STATE_FAST, probe_best);
    if (fast.processes >= INTERVAL_LEAST)
        return fast;
    const estimate slow = estimate_in(all, g, c, STATE_SLOW, probe_best);
    return slow.processes > fast.processes ? slow : fast;
}

bool interval_is_narrow(interval i)
{
    return i.high <= 1.01 * i.middle && i.low >= 0.99 * i.middle;
}
