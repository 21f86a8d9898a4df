#include "speed/clock.h"

#include <gsl/gsl_statistics_double.h>
#include <stdint.h>
#include <time.h>

double clock_ns(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e9 + (double)now.tv_nsec;
}

double clock_overhead_ns(void)
{
    double cost[101];
    const size_t count = sizeof cost / sizeof cost[0];
    for (size_t i = 0; i < count; i++) {
        const double start = clock_ns();
        cost[i] = clock_ns() - start;
    }
    return gsl_stats_median(cost, 1, count);
}

double probe_ns(void)
{
    const double start = clock_ns();
    uint64_t state = 1;
    for (int i = 0; i < 1500; i++) {
        state = state * 6364136223846793005u + 1442695040888963407u;
        __asm__ volatile("" : "+r"(state)); /* keeps every step of the chain */
    }
    return clock_ns() - start;
}
