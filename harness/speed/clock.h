/* Clocks. */
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

#endif
