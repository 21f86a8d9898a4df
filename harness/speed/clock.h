/* Wall clock time and the machine's speed state. */
#ifndef ACTBENCH_CLOCK_H
#define ACTBENCH_CLOCK_H

/* Nanoseconds since some fixed point; monotone, about 20 ns a call. */
double clock_ns(void);

/* The median cost in nanoseconds of one clock_ns call. */
double clock_overhead_ns(void);

/* Runs a fixed chain of dependent integer operations and returns its nanoseconds (about 2000): it touches no
 * memory, so it tells the core's clock speed and nothing else. */
double probe_ns(void);

#endif
