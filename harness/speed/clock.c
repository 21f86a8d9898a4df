#include "speed/clock.h"

#include "support/length.h"

#include <gsl/gsl_statistics_double.h>
#include <stdint.h>
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

double probe_ns(void)
{
    uint64_t chains[8] = {1, 2, 3, 4, 5, 6, 7, 8};
    const double start = clock_ns();
    for (uint64_t i = 0; i < 700; i++) {
        for (int k = 0; k < 8; k++) {
            chains[k] = (chains[k] << 3) + (chains[k] ^ i);
            __asm__ volatile("" : "+r"(chains[k])); /* keeps every step of every chain */
        }
    }
    return clock_ns() - start;
}
