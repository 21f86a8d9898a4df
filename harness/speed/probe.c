#include "speed/probe.h"
#include "speed/clock.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

/* How far above the best one of the fast state is, at most: the scatter is a hundredth for the core's, a tenth for the
 * memory's. And how far above it one may be that told states apart. */
static const struct {
    double fast, slack;
} limits[PROBE_COUNT] = {[PROBE_CORE] = {1.1, 1.05}, [PROBE_MEMORY] = {1.3, 1.15}};

double probe_core_ns(void)
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

double probe_memory_ns(const char *area)
{
    uint64_t sum[8] = {0}, line[8];
    const double start = clock_ns();
    for (size_t i = 0; i < PROBE_BYTES; i += sizeof line) {
        memcpy(line, area + i, sizeof line);
        for (int k = 0; k < 8; k++)
            sum[k] ^= line[k];
    }
    for (int k = 0; k < 8; k++)
        __asm__ volatile("" ::"r"(sum[k])); /* nothing of it may be left out */
    return clock_ns() - start;
}

probes probes_least(probes a, probes b)
{
    for (probe i = 0; i < PROBE_COUNT; i++)
        a.ns[i] = fmin(a.ns[i], b.ns[i]);
    return a;
}

bool probes_lower(probes a, probes b)
{
    for (probe i = 0; i < PROBE_COUNT; i++)
        if (a.ns[i] < b.ns[i] || (isnan(b.ns[i]) && !isnan(a.ns[i])))
            return true;
    return false;
}

bool probe_is_fast(probe which, double ns, double best)
{
    return ns <= limits[which].fast * best;
}

bool probes_mistake(probes used, probes best)
{
    for (probe i = 0; i < PROBE_COUNT; i++)
        if (used.ns[i] > limits[i].slack * best.ns[i])
            return true;
    return false;
}
