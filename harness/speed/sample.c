#include "speed/sample.h"
#include "registry/registry.h"
#include "speed/clock.h"
#include "speed/distribution.h"
#include "speed/watch.h"

#include <math.h>
#include <omp.h>
#include <string.h>

/* A sample of about 10 us is long against the clock and short against whatever disturbs the machine. */
static const double sample_ns = 10e3;
/* A kernel that would be longer than this over an array beyond the cache, were it all in the cache, gets a
 * stretch of the array at a time; memory is not what limits it. */
static const double whole_ns = 16e6, stretch_ns = 2e6;
/* Starting and joining threads costs microseconds: a sample of several threads is as much longer. */
static const double threaded_sample_ns = 200e3;

static void call(const contender *c, slice s, const params *p)
{
    implementation_run(c->impl, s.x, s.y, c->extent, p);
}

static double sample_plain(const contender *c, slice s, const params *p)
{
    const double start = clock_ns();
    for (size_t i = 0; i < c->iterations; i++)
        call(c, s, p);
    return clock_ns() - start;
}

/* A sample of milliseconds would meet the scheduler: the thread's own clock leaves that out. */
static double sample_long(const contender *c, slice s, const params *p)
{
    const double start = clock_thread_ns();
    for (size_t i = 0; i < c->iterations; i++)
        call(c, s, p);
    return clock_thread_ns() - start;
}

/* Every thread works on a share of its own, cut at cache lines. */
static double sample_threads(const contender *c, slice s, const params *p, int threads)
{
    const size_t element = dtype_size(c->impl->dtype), line = 64 / element;
    const double start = clock_ns();
#pragma omp parallel num_threads(threads)
    {
        const size_t share = (c->extent / (size_t)omp_get_num_threads() + line - 1) / line * line;
        const size_t first = share * (size_t)omp_get_thread_num();
        const size_t end = first + share < c->extent ? first + share : c->extent;
        for (size_t i = 0; i < c->iterations && first < end; i++)
            implementation_run(c->impl, s.x + first * element, s.y + first * element, end - first, p);
    }
    return clock_ns() - start;
}

/* The input is put back before each call, outside the time taken. */
static double sample_in_place(const contender *c, slice s, const params *p, double overhead)
{
    double total = 0;
    for (size_t i = 0; i < c->iterations; i++) {
        memcpy(s.y, s.x, c->extent * dtype_size(c->impl->dtype));
        const double start = clock_ns();
        call(c, (slice){s.y, s.y}, p);
        total += clock_ns() - start - overhead;
    }
    return total;
}

/* Each input is or-ed with bits of the result before it, masked by a zero that the compiler cannot see: the
 * calls depend on each other and the values stay as they are. */
static double chain_f32(const contender *c, const float *in, const params *p)
{
    volatile uint32_t zero = 0;
    const uint32_t mask = zero;
    uint32_t carried = 0;
    const double start = clock_ns();
    for (size_t i = 0; i < c->iterations; i++) {
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

static double chain_f64(const contender *c, const double *in, const params *p)
{
    volatile uint64_t zero = 0;
    const uint64_t mask = zero;
    uint64_t carried = 0;
    const double start = clock_ns();
    for (size_t i = 0; i < c->iterations; i++) {
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

static double chain_16(const contender *c, const uint16_t *in, const params *p)
{
    volatile uint16_t zero = 0;
    const uint16_t mask = zero;
    uint16_t carried = 0;
    const double start = clock_ns();
    for (size_t i = 0; i < c->iterations; i++) {
        const uint16_t x = (uint16_t)(in[i] | (carried & mask));
        implementation_run(c->impl, &x, &carried, 1, p);
    }
    return clock_ns() - start;
}

static double sample_latency(const contender *c, slice s, const params *p)
{
    if (c->impl->dtype == DTYPE_F32)
        return chain_f32(c, (const float *)(const void *)s.x, p);
    if (c->impl->dtype == DTYPE_F64)
        return chain_f64(c, (const double *)(const void *)s.x, p);
    return chain_16(c, (const uint16_t *)(const void *)s.x, p);
}

double contender_elements(const contender *c, const workload *load)
{
    return (double)c->iterations * (load->mode == MODE_LATENCY ? 1.0 : (double)c->extent);
}

double contender_sample(const contender *c, slice s, const workload *load, const params *p, double overhead)
{
    double ns;
    watch_begin(c->number);
    if (load->mode == MODE_LATENCY)
        ns = sample_latency(c, s, p);
    else if (c->placement == PLACEMENT_IN)
        ns = sample_in_place(c, s, p, overhead);
    else if (load->threads > 1)
        ns = sample_threads(c, s, p, load->threads);
    else if (c->streaming)
        ns = sample_long(c, s, p);
    else
        ns = sample_plain(c, s, p);
    watch_end();
    return ns / contender_elements(c, load);
}

static double clamp(double x, double least, double most)
{
    return fmin(fmax(x, least), most);
}

void contender_calibrate(contender *c, buffers *b, const workload *load, const params *p)
{
    enum { TRIAL = 4096 };
    const bool latency = load->mode == MODE_LATENCY;
    c->extent = latency ? LATENCY_INPUTS : load->n < TRIAL ? load->n : TRIAL;
    c->iterations = latency ? LATENCY_INPUTS / 16 : 1;
    const slice s = buffers_slice(b, c->extent);
    contender_sample(c, s, load, p, 0); /* the first call pays for loading */
    double element_ns = fmax(contender_sample(c, s, load, p, 0), 1e-3);
    /* Threads that wait for each other may wait for the scheduler too: the shortest of a few tells the work. */
    for (int i = 0; i < 4 && load->threads > 1; i++)
        element_ns = fmin(element_ns, fmax(contender_sample(c, s, load, p, 0), 1e-3));
    const double target = load->threads > 1 ? threaded_sample_ns : sample_ns;
    if (latency) {
        c->iterations = (size_t)clamp(target / element_ns, 16, LATENCY_INPUTS);
        return;
    }
    c->streaming = b->streaming;
    c->extent = load->n;
    if (b->streaming && element_ns * (double)load->n > whole_ns)
        c->extent = (size_t)clamp(stretch_ns / element_ns, TRIAL, (double)load->n);
    c->iterations = (size_t)clamp(target / (element_ns * (double)c->extent), 1, 1e6);
}
