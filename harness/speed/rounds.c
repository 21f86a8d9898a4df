#include "speed/rounds.h"
#include "speed/clock.h"
#include "speed/statistics.h"
#include "support/length.h"
#include "support/memory.h"

#include <gsl/gsl_fit.h>
#include <gsl/gsl_randist.h>
#include <math.h>
#include <stdlib.h>

/* The least share of fast probes in a round of the fast state. */
static const double fast_share = 0.75;

typedef struct round_series {
    const job *job;
    sampler *samplers;
    const copies *copies;
    size_t count, rounds;
    size_t *order;
    double *ns; /* rounds x count: an element's time, mean of both samples */
    int *state; /* of each round */
    double *scratch;
    probes used, best;
    struct {
        size_t count, fast;
    } taken[PROBE_COUNT]; /* in the round under way */
    buffers buffers;
} round_series;

static double *round_row(const round_series *s, size_t round)
{
    return s->ns + round * s->count;
}

static void count_probe(round_series *s, probe which, double ns)
{
    s->best.ns[which] = fmin(s->best.ns[which], ns);
    s->taken[which].count++;
    s->taken[which].fast += probe_is_fast(which, ns, s->used.ns[which]);
}

/* The next stretch of an array beyond the caches. */
static double memory_ns(round_series *s)
{
    return probe_memory_ns(buffers_slice(&s->buffers, PROBE_BYTES / s->buffers.element).x);
}

static void take_probes(round_series *s)
{
    count_probe(s, PROBE_CORE, probe_core_ns());
    if (s->buffers.streaming)
        count_probe(s, PROBE_MEMORY, memory_ns(s));
}

/* What the session has seen of memory is nothing before its first array beyond the caches. */
static void find_best_of_memory(round_series *s)
{
    enum { TRIALS = 64 };
    for (int i = 0; s->buffers.streaming && i < TRIALS; i++)
        s->best.ns[PROBE_MEMORY] = fmin(s->best.ns[PROBE_MEMORY], memory_ns(s));
    s->used.ns[PROBE_MEMORY] = s->buffers.streaming ? s->best.ns[PROBE_MEMORY] : (double)NAN;
}

/* The state of the round that ends here. */
static int round_state(round_series *s)
{
    int state = STATE_FAST;
    for (probe i = 0; i < PROBE_COUNT; i++) {
        if ((double)s->taken[i].fast < fast_share * (double)s->taken[i].count)
            state = STATE_SLOW;
        s->taken[i].fast = s->taken[i].count = 0;
    }
    return state;
}

/* One half of a round: every kernel once, all resident ones from the same input on. */
static void half_round(round_series *s, double *means, bool reverse)
{
    const workload *load = &s->job->load;
    slice common = {0};
    if (!s->buffers.streaming)
        common = buffers_slice(&s->buffers, s->buffers.walk);
    for (size_t i = 0; i < s->count; i++) {
        const size_t which = s->order[reverse ? s->count - 1 - i : i];
        const sampler *c = &s->samplers[which];
        const slice first = s->buffers.streaming ? buffers_slice(&s->buffers, c->extent) : common;
        if (s->buffers.streaming)
            take_probes(s);
        means[which] += sampler_sample(c, &s->buffers, first, load, &s->job->params) / 2;
    }
    take_probes(s);
}

static bool measure(round_series *s)
{
    const double start = clock_ns(), limit = s->job->seconds * 1e9;
    while (s->rounds < s->job->rounds && (s->rounds == 0 || clock_ns() - start < limit)) {
        double *means = round_row(s, s->rounds);
        gsl_ran_shuffle(s->buffers.random, s->order, s->count, sizeof *s->order);
        take_probes(s);
        half_round(s, means, false);
        half_round(s, means, true);
        s->state[s->rounds++] = round_state(s);
    }
    return true;
}

/* The first call of each kernel, on data that no cache holds. */
static bool measure_cold(round_series *s)
{
    const size_t bytes = 2 * cache_last_level();
    char *area = malloc(bytes);
    if (area == NULL)
        return false;
    gsl_ran_shuffle(s->buffers.random, s->order, s->count, sizeof *s->order);
    for (size_t i = 0; i < s->count; i++) {
        sampler *c = &s->samplers[s->order[i]];
        c->extent = s->job->load.n;
        c->calls = c->passes = 1;
        c->once = clock_overhead_ns();
        const slice place = buffers_slice(&s->buffers, c->extent);
        take_probes(s);
        caches_flush(area, bytes);
        s->ns[s->order[i]] = sampler_walk(c, place, &s->job->load, &s->job->params);
    }
    s->rounds = 1;
    s->state[0] = round_state(s);
    free(area);
    return true;
}

static double median_ns(const round_series *s, int state, size_t of)
{
    size_t kept = 0;
    for (size_t i = 0; i < s->rounds; i++)
        if (s->state[i] == state)
            s->scratch[kept++] = round_row(s, i)[of];
    return median_of(s->scratch, kept);
}

/* NaN where there is nothing to compare with. */
static double median_log_ratio(const round_series *s, int state, size_t of, size_t to)
{
    size_t kept = 0;
    if (to >= s->count)
        return (double)NAN;
    for (size_t i = 0; i < s->rounds; i++)
        if (s->state[i] == state)
            s->scratch[kept++] = log(round_row(s, i)[of] / round_row(s, i)[to]);
    return median_of(s->scratch, kept);
}

/* Counted apart from the timed rounds: starting and stopping the counters costs system calls. */
static void count_events(round_series *s, const counters *events, size_t which, double counted[COUNTER_COUNT])
{
    enum { REPEATS = 5 };
    const workload *load = &s->job->load;
    const sampler *c = &s->samplers[which];
    double values[COUNTER_COUNT][REPEATS];
    for (size_t i = 0; i < REPEATS; i++) {
        double once[COUNTER_COUNT];
        const slice place = buffers_slice(&s->buffers, s->buffers.streaming ? c->extent : s->buffers.walk);
        buffers_warm(&s->buffers, place, s->buffers.walk, s->buffers.walk);
        counters_start(events);
        sampler_walk(c, place, load, &s->job->params);
        counters_stop(events, once);
        for (int k = 0; k < COUNTER_COUNT; k++)
            values[k][i] = once[k] / sampler_elements(c, load);
    }
    for (int k = 0; k < COUNTER_COUNT; k++)
        counted[k] = median_of(values[k], REPEATS);
}

/* The counters see one thread and all that a sample does: where that is more than the kernel, nothing is
 * counted. */
static void count_all_events(round_series *s, outcome *found)
{
    const workload *load = &s->job->load;
    counters events = counters_open();
    const bool apt =
        !s->job->ratios_only && load->threads == 1 && load->placement == PLACEMENT_OUT && load->mode != MODE_COLD;
    for (size_t c = 0; c < s->count; c++) {
        if (apt && counters_any(&events))
            count_events(s, &events, c, found[c].counted);
        else
            for (int k = 0; k < COUNTER_COUNT; k++)
                found[c].counted[k] = (double)NAN;
    }
    counters_close(&events);
}

/* The straight line through what calls of several lengths take, all within the nearest cache, by least squares of the
 * relative errors. */
static void fit_call(round_series *s, const sampler *c, outcome *found)
{
    static const uint64_t lengths[] = {32, 64, 128, 256, 512, 1024, 2048};
    enum { LENGTHS = LENGTH(lengths) };
    double n[LENGTHS], ns[LENGTHS], weights[LENGTHS], cov00, cov01, cov11, chisq;
    const workload *load = &s->job->load;
    size_t count = 0;
    for (size_t i = 0; i < LENGTHS; i++) {
        if (lengths[i] > s->buffers.walk)
            continue;
        n[count] = (double)lengths[i];
        ns[count] = sampler_call_ns(c, &s->buffers, lengths[i], load, &s->job->params);
        weights[count] = 1 / (ns[count] * ns[count]);
        count++;
    }
    found->call_ns = found->further_ns = (double)NAN;
    if (count > 2)
        gsl_fit_wlinear(n, 1, weights, 1, ns, 1, count, &found->call_ns, &found->further_ns, &cov00, &cov01, &cov11,
                        &chisq);
}

/* Where the calls measured are of that kind themselves. */
static void fit_calls(round_series *s, outcome *found)
{
    const workload *load = &s->job->load;
    const bool apt = !s->job->ratios_only && load->mode == MODE_THROUGHPUT && load->placement == PLACEMENT_OUT &&
                     load->threads == 1 && workload_level(load->n, s->samplers[0].impl->dtype) == LEVEL_L1;
    for (size_t c = 0; c < s->count; c++) {
        found[c].call_ns = found[c].further_ns = (double)NAN;
        if (apt)
            fit_call(s, &s->samplers[c], &found[c]);
    }
}

static void conclude(const round_series *s, process_outcome *process, outcome *found)
{
    *process = (process_outcome){.best = s->best, .used = s->used};
    for (size_t i = 0; i < s->rounds; i++)
        process->rounds[s->state[i]]++;
    for (size_t c = 0; c < s->count; c++)
        for (int state = 0; state < STATE_COUNT; state++)
            found[c].in[state] = (figures){.ns = median_ns(s, state, c),
                                           .log_copy = median_log_ratio(s, state, c, s->copies->memcpy),
                                           .log_stream = median_log_ratio(s, state, c, s->copies->stream),
                                           .log_reference = median_log_ratio(s, state, c, s->samplers[c].reference)};
}

static bool session_open(round_series *s)
{
    const job *j = s->job;
    s->order = memory_or_exit(calloc(s->count, sizeof *s->order));
    s->ns = memory_or_exit(calloc(j->rounds * s->count, sizeof *s->ns));
    s->state = memory_or_exit(calloc(j->rounds, sizeof *s->state));
    s->scratch = memory_or_exit(calloc(j->rounds, sizeof *s->scratch));
    return buffers_open(&s->buffers, &j->load, s->samplers[0].impl->dtype, j->seed);
}

static void session_close(round_series *s)
{
    if (s->buffers.x != NULL)
        buffers_close(&s->buffers);
    free(s->order);
    free(s->ns);
    free(s->state);
    free(s->scratch);
}

static void prepare(round_series *s)
{
    const workload *load = &s->job->load;
    for (size_t i = 0; i < s->count; i++) {
        s->order[i] = i;
        s->samplers[i].placement = s->samplers[i].yardstick ? PLACEMENT_OUT : load->placement;
        if (load->mode != MODE_COLD)
            sampler_calibrate(&s->samplers[i], &s->buffers, load, &s->job->params);
    }
}

bool rounds_run(const job *j, sampler *samplers, size_t count, const copies *yardsticks, process_outcome *process,
                outcome *found)
{
    round_series s = {
        .job = j, .samplers = samplers, .copies = yardsticks, .count = count, .used = j->best, .best = j->best};
    bool good = session_open(&s);
    if (good) {
        find_best_of_memory(&s);
        prepare(&s);
        good = j->load.mode == MODE_COLD ? measure_cold(&s) : measure(&s);
    }
    if (good) {
        conclude(&s, process, found);
        count_all_events(&s, found);
        fit_calls(&s, found);
    }
    session_close(&s);
    return good;
}
