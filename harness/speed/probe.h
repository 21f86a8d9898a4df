/* Probes: short pieces of fixed work, by whose time the state of the machine is told. */
#ifndef ACTBENCH_PROBE_H
#define ACTBENCH_PROBE_H

#include <stdbool.h>

typedef enum probe {
    PROBE_CORE, /* fills the core's issue slots and touches no memory: slow when the clock is, or a thread on the same core */
    PROBE_MEMORY, /* reads what no cache holds: slow when others use the memory's bandwidth, whatever the core does */
    PROBE_COUNT
} probe;

/* Nanoseconds of each; NaN: not taken. */
typedef struct probes {
    double ns[PROBE_COUNT];
} probes;

/* Takes a probe; about 2500 and 15000 ns. `area` has PROBE_BYTES for the memory's. */
enum { PROBE_BYTES = 1 << 18 };
double probe_core_ns(void);
double probe_memory_ns(const char *area);

/* The least of both. */
probes probes_least(probes a, probes b);

/* Whether one of a is below b's, or is there where b's is not. */
bool probes_lower(probes a, probes b);

/* Whether such a time is the fast state's, where the least is `best`. */
bool probe_is_fast(probe which, double ns, double best);

/* Whether the states may have been mistaken where they were told apart by `used` for the best: one of them is much above
 * the best of the session. */
bool probes_mistake(probes used, probes best);

#endif
