#include "speed/speed.h"
#include "registry/registry.h"
#include "speed/clock.h"
#include "speed/estimate.h"
#include "speed/speed_rows.h"
#include "support/interrupt.h"
#include "support/memory.h"
#include "support/progress.h"
#include "support/status.h"

#include <gsl/gsl_randist.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A group needs this many processes for an interval that leaves out its extremes. */
enum { PROCESSES_AIM = 9, PROGRESS_STEPS = 1000, ROUNDS_MOST = 1024 };
static const double process_seconds_least = 0.02, process_seconds_most = 0.25;

/* Another tree's version is looked for a loss of several percent. */
static const double narrow = 0.01, narrow_beside = 0.02;

/* Whether nothing more is to be measured: the intervals are narrow at a look, or the last one has been. */
static bool settled(const session *s, const group *g)
{
    if (!is_look(g->processes))
        return is_past_looks(g->processes);
    for (size_t c = g->lead; c < g->count; c++) {
        if (g->runners[c].role != RUNNER_SUBJECT)
            continue;
        const estimate e = estimate_of(s, g, c);
        const bool copied = isnan(e.to_copy.middle) || s->plan->beside || interval_is_within(e.to_copy, narrow);
        if (!copied || !interval_is_within(e.to_reference, s->plan->beside ? narrow_beside : narrow))
            return is_past_looks(g->processes);
    }
    return true;
}

/* When the session measures what. */
typedef struct schedule {
    session session;
    size_t *order; /* owned: the groups, shuffled */
    gsl_rng *random;
    double start, process_seconds;
    progress *bar;
    uint64_t shown; /* of PROGRESS_STEPS */
} schedule;

static double share_done(const schedule *s)
{
    return (clock_ns() - s->start) / (s->session.plan->seconds * 1e9);
}

static void show_progress(schedule *s)
{
    const uint64_t done = (uint64_t)(fmin(share_done(s), 1) * PROGRESS_STEPS);
    progress_add(s->bar, done - s->shown);
    s->shown = done;
}

/* The least of many probes: at some moment of a few milliseconds nobody disturbs. Memory's are taken where it is measured. */
static probes first_probes(void)
{
    probes best = {{probe_core_ns(), (double)NAN}};
    for (int i = 0; i < 4000; i++)
        best.ns[PROBE_CORE] = fmin(best.ns[PROBE_CORE], probe_core_ns());
    return best;
}

/* Processes that told the states apart by worse probes may count as slow from now on: what was settled may
 * not be. */
static void improve_probes(session *s, probes best)
{
    if (!probes_lower(best, s->best))
        return;
    s->best = probes_least(s->best, best);
    for (group *g = s->groups; g < s->groups + s->count; g++)
        g->settled = false;
}

/* Says who did not come back, and goes on without it. */
static int leave_out(session *s, const group *g, const culprit *who)
{
    const implementation *impl = group_implementation(s, g, (size_t)who->index);
    session_leave_out(s, impl);
    return complain(STATUS_WORSE, "speed: %s: %s in %s %s: left out; try it alone with `actbench check --impl %s`",
                    impl->name, who->how, op_names[impl->op], dtype_names[impl->dtype], impl->name);
}

static int measure_once(schedule *s, group *g)
{
    const job terms = {.seed = gsl_rng_get(s->random),
                       .ratios_only = s->session.plan->beside,
                       .rounds = ROUNDS_MOST,
                       .seconds = s->process_seconds,
                       .best = s->session.best};
    culprit who;
    const double start = clock_ns();
    const int status = group_measure(&s->session, g, &terms, &who);
    const double spent = clock_ns() - start;
    g->seconds += spent * 1e-9;
    if (status == STATUS_GOOD) {
        improve_probes(&s->session, g->process[g->processes - 1].best);
        g->known = estimate_of(&s->session, g, g->lead).processes >= INTERVAL_LEAST;
        return STATUS_GOOD;
    }
    if (interrupted())
        return STATUS_GOOD;
    if (who.index >= 0 && g->runners[who.index].role != RUNNER_FIXTURE) {
        s->start += spent; /* waiting for one that hangs is not at the others' expense */
        return leave_out(&s->session, g, &who);
    }
    g->failed = true;
    return complain(status, "speed: %s and its like: left out", g->sample->name);
}

/* Whether a is due before b: intervals for all come before narrow ones for some, and then all get the same
 * time. */
static bool is_due_before(const group *a, const group *b)
{
    return a->known != b->known ? !a->known : a->seconds < b->seconds;
}

/* The unsettled group that is due; NULL when the work is done. Once the budget is spent, only one that has
 * not been measured at all. */
static group *next_group(const schedule *s)
{
    const bool late = share_done(s) >= 1;
    group *next = NULL;
    for (size_t i = 0; i < s->session.count; i++) {
        group *g = &s->session.groups[s->order[i]];
        if (!g->settled && !g->failed && !(late && g->processes > 0) && (next == NULL || is_due_before(g, next)))
            next = g;
    }
    return next;
}

static int run(schedule *s)
{
    int status = STATUS_GOOD;
    for (group *g; !interrupted() && (g = next_group(s)) != NULL;) {
        if (settled(&s->session, g)) {
            g->settled = true;
            continue;
        }
        const int result = measure_once(s, g);
        status = status == STATUS_GOOD ? result : status;
        show_progress(s);
    }
    return status;
}

int speed_measure(const speed_plan *plan, table *rows)
{
    schedule s = {.session = session_new(plan),
                  .random = gsl_rng_alloc(gsl_rng_mt19937),
                  .start = clock_ns(),
                  .bar = progress_new("speed", PROGRESS_STEPS, plan->quiet)};
    const size_t count = s.session.count;
    s.session.best = first_probes();
    progress_follow(s.bar, plan->seconds_after);
    gsl_rng_set(s.random, (unsigned long)plan->seed);
    s.order = memory_or_exit(calloc(count + 1, sizeof *s.order));
    for (size_t i = 0; i < count; i++)
        s.order[i] = i;
    gsl_ran_shuffle(s.random, s.order, count, sizeof *s.order);
    const double even_share = plan->seconds / (1.5 * PROCESSES_AIM * (double)(count + 1));
    s.process_seconds = fmin(fmax(even_share, process_seconds_least), process_seconds_most);
    const int status = run(&s);
    progress_free(s.bar);
    speed_rows_append(&s.session, rows);
    free(s.order);
    gsl_rng_free(s.random);
    session_free(&s.session);
    return status;
}
