/* The time that passes on the wall. */
#ifndef ACTBENCH_SECONDS_H
#define ACTBENCH_SECONDS_H

#include <time.h>

/* Seconds since some fixed moment. */
static inline double seconds_now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

#endif
