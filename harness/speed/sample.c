#include "speed/sample.h"
#include "registry/registry.h"
#include "speed/clock.h"
#include "speed/statistics.h"
#include "speed/watch.h"

#include <math.h>
#include <omp.h>
#include <string.h>

/* A sample of about 10 us is long against the clock and short against whatever disturbs the machine. */
static const double sample_ns = 10e3;
/* A walk is long against what the clock's two readings may be wrong by. */
static const double walk_ns = 400;
enum { WALKS_MOST = 64 };
/* A kernel that would be longer than this over an array beyond the cache, were it all in the cache, gets a
 * stretch of the array at a time; memory is not what limits it. */
static const double whole_ns = 8e6, stretch_ns = 2e6;
enum { TRIAL = 4096 };
/* Starting and joining threads costs microseconds: a sample of several threads is as much longer. */
static const double threaded_sample_ns = 200e3;

/* Reads all that a call has written. */
static void consume(const sampler *c, const char *y)
{
    const size_t bytes = c->extent * dtype_size(c->impl->dtype);
    uint64_t sum[4] = {0}, part[4];
    for (size_t i = 0; i + sizeof part <= bytes; i += sizeof part) {
        memcpy(part, y + i, sizeof part);
        for (int k = 0; k < 4; k++)
            sum[k] ^= part[k];
    }
    __asm__ volatile("" ::"r"(sum[0] ^ sum[1] ^ sum[2] ^ sum[3])); /* nothing of it may be left out */
}

static void walk(const sampler *c, slice s, const params *p)
{
    const size_t pace = c->pace * dtype_size(c->impl->dtype), y_pace = c->placement == PLACEMENT_IN ? pace : 0;
    for (size_t i = 0; i < c->calls; i++) {
        implementation_run(c->impl, s.x + i * pace, s.y + i * y_pace, c->extent, p);
        if (c->consumed)
            consume(c, s.y + i * y_pace);
    }
}

static double walk_plain(const sampler *c, slice s, const params *p)
{
    const double start = clock_begin_ns();
    for (size_t i = 0; i < c->passes; i++)
        walk(c, s, p);
    return clock_end_ns() - start - c->once;
}

/* One call of milliseconds would meet the scheduler: the thread's own clock leaves that out. */
static double walk_streaming(const sampler *c, slice s, const params *p)
{
    const double start = clock_thread_ns();
    walk(c, s, p);
    return clock_thread_ns() - start;
}

/* Every thread works on a share of its own, cut at cache lines. */
static double walk_threads(const sampler *c, slice s, const params *p, int threads)
{
    const size_t element = dtype_size(c->impl->dtype), line = CACHE_LINE / element;
    const double start = clock_ns();
#pragma omp parallel num_threads(threads)
    {
        const size_t share = (c->extent / (size_t)omp_get_num_threads() + line - 1) / line * line;
        const size_t first = share * (size_t)omp_get_thread_num();
        const size_t end = first + share < c->extent ? first + share : c->extent;
        for (size_t i = 0; i < c->calls * c->passes && first < end; i++) {
            const size_t at = i % c->calls * c->pace;
            implementation_run(c->impl, s.x + (at + first) * element, s.y + first * element, end - first, p);
        }
    }
    return clock_ns() - start;
}

/* Elements of one walk's input. */
static size_t walk_extent(const sampler *c, const workload *load)
{
    return load->mode == MODE_LATENCY ? c->calls : (c->calls - 1) * c->pace + c->extent;
}

/* The input is put in its place before each pass, outside the time taken. */
static double walk_in_place(const sampler *c, slice s, const workload *load, const params *p)
{
    double total = 0;
    for (size_t i = 0; i < c->passes; i++) {
        memcpy(s.y, s.x, walk_extent(c, load) * dtype_size(c->impl->dtype));
        const double start = clock_begin_ns();
        walk(c, (slice){s.y, s.y}, p);
        total += clock_end_ns() - start - c->once;
    }
    return total;
}

/* Each input is or-ed with bits of the result before it, masked by a zero that the compiler cannot see: the
 * calls depend on each other and the values stay as they are. */
static double chain_f32(const sampler *c, const float *in, const params *p)
{
    volatile uint32_t zero = 0;
    const uint32_t mask = zero;
    uint32_t carried = 0;
    const double start = clock_ns();
    for (size_t i = 0; i < c->calls; i++) {
        uint32_t bits;
        float x, y;
        memcpy(&bits, &in[i], sizeof bits);
        bits |= carried & mask;
        memcpy(&x, &bits, sizeof x);
        c->impl->kernel.f32(&x, &y, 1, p);
        memcpy(&carried, &y, sizeof carried);
    }
    return clock_ns() - start;
}

static double chain_f64(const sampler *c, const double *in, const params *p)
{
    volatile uint64_t zero = 0;
    const uint64_t mask = zero;
    uint64_t carried = 0;
    const double start = clock_ns();
    for (size_t i = 0; i < c->calls; i++) {
        uint64_t bits;
        double x, y;
        memcpy(&bits, &in[i], sizeof bits);
        bits |= carried & mask;
        memcpy(&x, &bits, sizeof x);
        c->impl->kernel.f64(&x, &y, 1, p);
        memcpy(&carried, &y, sizeof carried);
    }
    return clock_ns() - start;
}

static double chain_16(const sampler *c, const uint16_t *in, const params *p)
{
    volatile uint16_t zero = 0;
    const uint16_t mask = zero;
    uint16_t carried = 0;
    const double start = clock_ns();
    for (size_t i = 0; i < c->calls; i++) {
        const uint16_t x = (uint16_t)(in[i] | (carried & mask));
        implementation_run(c->impl, &x, &carried, 1, p);
    }
    return clock_ns() - start;
}

static double walk_latency(const sampler *c, slice s, const params *p)
{
    if (c->impl->dtype == DTYPE_F32)
        return chain_f32(c, (const float *)(const void *)s.x, p);
    if (c->impl->dtype == DTYPE_F64)
        return chain_f64(c, (const double *)(const void *)s.x, p);
    return chain_16(c, (const uint16_t *)(const void *)s.x, p);
}

double sampler_elements(const sampler *c, const workload *load)
{
    return (double)c->calls * (load->mode == MODE_LATENCY ? 1.0 : (double)(c->passes * c->extent));
}

double sampler_walk(const sampler *c, slice s, const workload *load, const params *p)
{
    double ns;
    watch_begin(c->number);
    if (load->mode == MODE_LATENCY)
        ns = walk_latency(c, s, p);
    else if (c->placement == PLACEMENT_IN)
        ns = walk_in_place(c, s, load, p);
    else if (load->threads > 1)
        ns = walk_threads(c, s, p, load->threads);
    else if (c->streaming)
        ns = walk_streaming(c, s, p);
    else
        ns = walk_plain(c, s, p);
    watch_end();
    return ns / sampler_elements(c, load);
}

static double warm_walk(const sampler *c, const buffers *b, slice s, const workload *load, const params *p)
{
    if (load->threads == 1) /* other threads' caches cannot be warmed from here */
        buffers_warm(b, s, walk_extent(c, load), load->mode == MODE_LATENCY ? 0 : c->extent);
    return sampler_walk(c, s, load, p);
}

double sampler_sample(const sampler *c, const buffers *b, slice s, const workload *load, const params *p)
{
    double sum = warm_walk(c, b, s, load, p);
    for (size_t i = 1; i < c->walks; i++) {
        s = buffers_after(b, s, walk_extent(c, load));
        sum += warm_walk(c, b, s, load, p);
    }
    return sum / (double)c->walks;
}

static double clamp(double x, double least, double most)
{
    return fmin(fmax(x, least), most);
}

/* The median time of a walk over a few, each on fresh inputs. */
static double typical_walk_ns(const sampler *c, buffers *b, const workload *load, const params *p)
{
    enum { TRIALS = 9 };
    double ns[TRIALS];
    for (int i = 0; i < TRIALS; i++)
        ns[i] = warm_walk(c, b, buffers_slice(b, walk_extent(c, load)), load, p) * sampler_elements(c, load);
    return fmax(median_of(ns, TRIALS), 1);
}

/* What a walk takes longer than its calls do where others surround them, from walks of all calls and of half of them.
 * It cannot be more than a few dozen cycles, but for what disturbs the machine. */
static double calibrate_once(sampler *c, buffers *b, const workload *load, const params *p)
{
    static const double most = 50;
    const double clock = clock_overhead_ns();
    const size_t all = c->calls, half = all / 2;
    c->once = clock;
    if (half == 0)
        return clock;
    const double long_ns = typical_walk_ns(c, b, load, p);
    c->calls = half;
    const double short_ns = typical_walk_ns(c, b, load, p);
    c->calls = all;
    return clock + clamp(((double)all * short_ns - (double)half * long_ns) / (double)(all - half), 0, most);
}

/* Goes over each walk more often than once where one pass is too short for the clock, unless the kernel gets quicker
 * by having seen its inputs: a predictor learns thousands of them at one sight. */
static void calibrate_passes(sampler *c, buffers *b, const workload *load, const params *p)
{
    static const double learnt = 0.9;
    const bool threaded = load->threads > 1;
    const double once = typical_walk_ns(c, b, load, p);
    c->passes = (size_t)clamp(ceil((threaded ? threaded_sample_ns : walk_ns) / once), 1, 1e6);
    if (c->passes == 1 || threaded)
        return;
    if (typical_walk_ns(c, b, load, p) < learnt * once * (double)c->passes)
        c->passes = 1;
}

static void calibrate_latency(sampler *c, buffers *b, const workload *load, const params *p)
{
    const size_t trial = b->walk / 16;
    c->calls = trial;
    const double walk = typical_walk_ns(c, b, load, p);
    c->calls = (size_t)clamp(sample_ns / walk * (double)trial, 16, (double)b->walk);
}

/* A kernel that is slow beyond the caches gets a stretch of the array at a time. */
static void calibrate_streaming(sampler *c, buffers *b, const workload *load, const params *p)
{
    const double element_ns = typical_walk_ns(c, b, load, p) / (double)c->extent;
    const bool whole = element_ns * (double)load->n <= whole_ns;
    c->extent = whole ? load->n : (size_t)clamp(stretch_ns / element_ns, TRIAL, (double)load->n);
}

static void calibrate_resident(sampler *c, buffers *b, const workload *load, const params *p)
{
    c->calls = b->walk / c->pace;
    if (load->threads == 1)
        c->once = calibrate_once(c, b, load, p);
    calibrate_passes(c, b, load, p);
    if (load->threads == 1)
        c->walks = (size_t)clamp(sample_ns / typical_walk_ns(c, b, load, p), 1, WALKS_MOST);
}

void sampler_calibrate(sampler *c, buffers *b, const workload *load, const params *p)
{
    c->extent = load->n;
    c->pace = workload_pace(load, c->impl->dtype);
    c->streaming = b->streaming;
    c->consumed = load->mode == MODE_CONSUMED;
    c->calls = c->passes = c->walks = 1;
    if (c->streaming && c->extent > TRIAL)
        c->extent = TRIAL;
    sampler_walk(c, buffers_slice(b, c->extent), load, p); /* the first call pays for loading */
    if (load->mode == MODE_LATENCY)
        calibrate_latency(c, b, load, p);
    else if (b->streaming)
        calibrate_streaming(c, b, load, p);
    else
        calibrate_resident(c, b, load, p);
}

double sampler_call_ns(const sampler *c, buffers *b, uint64_t n, const workload *load, const params *p)
{
    workload shorter = *load;
    sampler own = *c;
    shorter.n = n;
    own.extent = n;
    own.pace = workload_pace(&shorter, c->impl->dtype);
    own.calls = b->walk / own.pace;
    return typical_walk_ns(&own, b, &shorter, p) / (double)(own.calls * own.passes);
}
