#include "speed/rounds.h"
#include "speed/clock.h"
#include "speed/statistics.h"

#include <gsl/gsl_randist.h>
#include <math.h>
#include <stdlib.h>

typedef struct session {
    const job *job;
    contender *contenders;
    size_t count, rounds;
    size_t *order;
    double *ns;    /* rounds x count: sum of both samples */
    double *probe; /* one a round */
    double *scratch;
    double overhead;
    buffers buffers;
} session;

static double *round_row(const session *s, size_t round)
{
    return s->ns + round * s->count;
}

/* One half of a round: every contender once, all resident ones on the same input. */
static void half_round(session *s, double *sums, bool reverse)
{
    const workload *load = &s->job->load;
    const size_t shared = load->mode == MODE_LATENCY ? 4096 : load->n;
    const slice common = s->buffers.streaming ? (slice){0} : buffers_slice(&s->buffers, shared);
    for (size_t i = 0; i < s->count; i++) {
        const size_t which = s->order[reverse ? s->count - 1 - i : i];
        const contender *c = &s->contenders[which];
        const slice place = s->buffers.streaming ? buffers_slice(&s->buffers, c->extent) : common;
        buffers_warm(&s->buffers, place, c->extent);
        sums[which] += contender_sample(c, place, load, &s->job->params, s->overhead);
    }
}

static bool measure(session *s)
{
    const double start = clock_ns(), limit = s->job->seconds * 1e9;
    while (s->rounds < s->job->rounds && (s->rounds == 0 || clock_ns() - start < limit)) {
        double *sums = round_row(s, s->rounds);
        gsl_ran_shuffle(s->buffers.random, s->order, s->count, sizeof *s->order);
        s->probe[s->rounds] = probe_ns();
        half_round(s, sums, false);
        half_round(s, sums, true);
        s->rounds++;
    }
    return true;
}

/* The first call of each kernel, on data that no cache holds. */
static bool measure_cold(session *s)
{
    char *area = malloc(caches_flush_size());
    if (area == NULL)
        return false;
    gsl_ran_shuffle(s->buffers.random, s->order, s->count, sizeof *s->order);
    s->probe[0] = probe_ns();
    for (size_t i = 0; i < s->count; i++) {
        contender *c = &s->contenders[s->order[i]];
        c->extent = s->job->load.n;
        c->iterations = 1;
        const slice place = buffers_slice(&s->buffers, c->extent);
        caches_flush(area);
        s->ns[s->order[i]] = 2 * contender_sample(c, place, &s->job->load, &s->job->params, s->overhead);
    }
    s->rounds = 1;
    free(area);
    return true;
}

/* Keeps the rounds whose probe is within a tenth of the median one; returns that median. */
static double drop_disturbed(session *s)
{
    for (size_t i = 0; i < s->rounds; i++)
        s->scratch[i] = s->probe[i];
    const double typical = median_of(s->scratch, s->rounds);
    size_t kept = 0;
    for (size_t i = 0; i < s->rounds; i++) {
        if (fabs(s->probe[i] / typical - 1) > 0.1)
            continue;
        for (size_t c = 0; c < s->count; c++)
            round_row(s, kept)[c] = round_row(s, i)[c];
        kept++;
    }
    s->rounds = kept;
    return typical;
}

static double median_log_ratio(const session *s, size_t of, size_t to)
{
    for (size_t i = 0; i < s->rounds; i++)
        s->scratch[i] = log(round_row(s, i)[of] / round_row(s, i)[to]);
    return median_of(s->scratch, s->rounds);
}

static double median_ns(const session *s, size_t of)
{
    for (size_t i = 0; i < s->rounds; i++)
        s->scratch[i] = round_row(s, i)[of] / 2;
    return median_of(s->scratch, s->rounds);
}

static bool session_open(session *s)
{
    const job *j = s->job;
    s->order = calloc(s->count, sizeof *s->order);
    s->ns = calloc(j->rounds * s->count, sizeof *s->ns);
    s->probe = calloc(j->rounds, sizeof *s->probe);
    s->scratch = calloc(j->rounds, sizeof *s->scratch);
    return s->order != NULL && s->ns != NULL && s->probe != NULL && s->scratch != NULL &&
           buffers_open(&s->buffers, &j->load, s->contenders[0].impl->dtype, j->seed);
}

static void session_close(session *s)
{
    if (s->buffers.x != NULL)
        buffers_close(&s->buffers);
    free(s->order);
    free(s->ns);
    free(s->probe);
    free(s->scratch);
}

static void prepare(session *s)
{
    const workload *load = &s->job->load;
    s->overhead = clock_overhead_ns();
    for (size_t i = 0; i < s->count; i++) {
        s->order[i] = i;
        s->contenders[i].placement = i == 0 ? PLACEMENT_OUT : load->placement;
        if (load->mode != MODE_COLD)
            contender_calibrate(&s->contenders[i], &s->buffers, load, &s->job->params);
    }
}

bool rounds_run(const job *j, contender *contenders, size_t count, process_finding *process,
                finding *findings)
{
    session s = {.job = j, .contenders = contenders, .count = count};
    bool good = session_open(&s);
    if (good) {
        prepare(&s);
        good = j->load.mode == MODE_COLD ? measure_cold(&s) : measure(&s);
    }
    if (good) {
        process->probe_ns = drop_disturbed(&s);
        process->rounds = s.rounds;
        for (size_t i = 0; i < count; i++)
            findings[i] = (finding){.ns = median_ns(&s, i),
                                    .log_copy = median_log_ratio(&s, i, 0),
                                    .log_reference = median_log_ratio(&s, i, contenders[i].reference)};
    }
    session_close(&s);
    return good;
}
