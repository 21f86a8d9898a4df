#include "speed/estimate.h"
#include "speed/fixtures.h"

#include <gsl/gsl_sort_double.h>
#include <math.h>
#include <stdlib.h>

static size_t process_count(const groups *all)
{
    size_t count = 0;
    for (size_t i = 0; i < all->count; i++)
        count += all->list[i].processes;
    return count;
}

static size_t gather_probes(const groups *all, double *probes)
{
    size_t count = 0;
    for (size_t i = 0; i < all->count; i++)
        for (size_t p = 0; p < all->list[i].processes; p++)
            probes[count++] = all->list[i].process[p].probe_ns;
    gsl_sort(probes, 1, count);
    return count;
}

/* How many of the sorted probes lie below the widest gap; all of them where no gap is wide. */
static size_t split_at_gap(const double *probes, size_t count)
{
    size_t split = count;
    double widest = 1.2;
    for (size_t i = 1; i < count; i++) {
        if (probes[i] / probes[i - 1] > widest) {
            widest = probes[i] / probes[i - 1];
            split = i;
        }
    }
    return split;
}

speed_state state_of(const groups *all)
{
    speed_state state = {0, (double)INFINITY};
    double *probes = calloc(process_count(all) + 1, sizeof *probes);
    if (probes == NULL)
        return state;
    const size_t count = gather_probes(all, probes), split = split_at_gap(probes, count);
    if (split < count && 2 * split >= count)
        state.probe_high = probes[split - 1];
    else if (split < count)
        state.probe_low = probes[split];
    free(probes);
    return state;
}

static bool in_state(const process_finding *p, speed_state state)
{
    return p->probe_ns >= state.probe_low && p->probe_ns <= state.probe_high;
}

static interval ratio_interval(double *logs, size_t count)
{
    const interval log_ratio = median_interval(logs, count);
    return (interval){exp(log_ratio.middle), exp(log_ratio.low), exp(log_ratio.high)};
}

typedef struct pool {
    double *ns, *copy, *reference, *probe; /* parts of one allocation, owned by ns */
    size_t count;
} pool;

static void pool_group(pool *p, const group *g, size_t c, speed_state state, uint64_t *rounds)
{
    for (size_t i = 0; i < g->processes; i++) {
        const finding *f = &g->findings[i * g->count + c];
        if (!in_state(&g->process[i], state))
            continue;
        p->ns[p->count] = f->ns;
        p->copy[p->count] = f->log_copy;
        p->reference[p->count] = f->log_reference;
        p->probe[p->count] = g->process[i].probe_ns;
        p->count++;
        *rounds += g->process[i].rounds;
    }
}

estimate estimate_of(const groups *all, const group *g, size_t c, speed_state state)
{
    estimate e = {0};
    const size_t room = process_count(all) + 1;
    pool p = {.ns = calloc(4 * room, sizeof(double))};
    if (p.ns == NULL)
        return e;
    p.copy = p.ns + room;
    p.reference = p.copy + room;
    p.probe = p.reference + room;
    if (c >= FIXTURE_COUNT)
        pool_group(&p, g, c, state, &e.rounds);
    for (size_t i = 0; i < all->count && c < FIXTURE_COUNT; i++)
        if (group_same_workload(&all->list[i], g))
            pool_group(&p, &all->list[i], c, state, &e.rounds);
    e.processes = p.count;
    e.ns = median_interval(p.ns, p.count);
    e.to_copy = ratio_interval(p.copy, p.count);
    e.to_reference = ratio_interval(p.reference, p.count);
    e.probe_ns = median_of(p.probe, p.count);
    free(p.ns);
    return e;
}

bool interval_is_narrow(interval i)
{
    return i.high <= 1.01 * i.middle && i.low >= 0.99 * i.middle;
}
