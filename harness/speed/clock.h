/* Wall clock time and the machine's speed state. */
#ifndef ACTBENCH_CLOCK_H
#define ACTBENCH_CLOCK_H

/* Nanoseconds since some fixed point; monotone, about 20 ns a call. */
double clock_ns(void);

/* Nanoseconds that this thread has computed; about 300 ns a call. It stands still while others have the
 * processor. */
double clock_thread_ns(void);

/* As clock_ns, around a short piece of work: nothing after clock_begin_ns starts before it has read the clock, and
 * everything before clock_end_ns has ended when it reads. */
double clock_begin_ns(void);
double clock_end_ns(void);

/* The median of what the two measure around nothing, in nanoseconds. */
double clock_overhead_ns(void);

/* Runs a fixed amount of integer work that fills the core's issue slots without touching memory, and returns
 * its nanoseconds (about 2500). It slows down when the clock does and when a hardware thread on the same core
 * takes its share: the two reasons for which a machine has more than one speed. */
double probe_ns(void);

#endif
