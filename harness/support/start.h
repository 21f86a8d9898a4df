/* What a program has to put right before its main work, whatever started it. */
#ifndef ACTBENCH_START_H
#define ACTBENCH_START_H

/* Puts something behind the standard streams that the parent has closed: the next file that is opened would take
 * their place, and what is printed would go into it. Reading gives the end of a file; writing fails. */
void start_streams(void);

/* Where the memory of the process is limited: starts the program anew with OpenBLAS held to one thread, which is all
 * that is used of it. Its other threads wait without end for buffers of 128 MB that they do not get. `argv` is main's. */
void start_within_limits(char **argv);

#endif
