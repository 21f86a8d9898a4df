/* The processor's event counters, where the machine has them and lets a user read them. */
#ifndef ACTBENCH_COUNTERS_H
#define ACTBENCH_COUNTERS_H

#include <stdbool.h>

typedef enum counter { COUNTER_CYCLES, COUNTER_INSTRUCTIONS, COUNTER_BRANCH_MISSES, COUNTER_COUNT } counter;

typedef struct counters {
    int file[COUNTER_COUNT]; /* descriptors; -1: this one is absent */
} counters;

/* Opens what there is; the counters stand still until counters_start. */
counters counters_open(void);
void counters_close(counters *c);

/* Whether there is any. */
bool counters_any(const counters *c);

/* Sets all to zero and lets them run. */
void counters_start(const counters *c);

/* Stops them and writes what they counted in user code; NaN for an absent one. */
void counters_stop(const counters *c, double counted[COUNTER_COUNT]);

#endif
