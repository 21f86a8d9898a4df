#include "speed/clock.h"

#include "support/length.h"

#include <gsl/gsl_statistics_double.h>
#include <time.h>

static double read_clock(clockid_t which)
{
    struct timespec now;
    clock_gettime(which, &now);
    return (double)now.tv_sec * 1e9 + (double)now.tv_nsec;
}

double clock_ns(void)
{
    return read_clock(CLOCK_MONOTONIC);
}

double clock_thread_ns(void)
{
    return read_clock(CLOCK_THREAD_CPUTIME_ID);
}

/* Waits until every instruction before it has ended; none after it starts earlier. */
static inline void execution_fence(void)
{
#ifdef __x86_64__
    __asm__ volatile("lfence" ::: "memory");
#elif defined __aarch64__
    __asm__ volatile("isb" ::: "memory");
#else
    __sync_synchronize();
#endif
}

double clock_begin_ns(void)
{
    const double now = clock_ns();
    execution_fence();
    return now;
}

double clock_end_ns(void)
{
    execution_fence();
    return clock_ns();
}

double clock_overhead_ns(void)
{
    double cost[101];
    const size_t count = LENGTH(cost);
    for (size_t i = 0; i < count; i++) {
        const double start = clock_begin_ns();
        cost[i] = clock_end_ns() - start;
    }
    return gsl_stats_median(cost, 1, count);
}
