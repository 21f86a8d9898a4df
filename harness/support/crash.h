/* A kernel that crashes takes the program with it; this says whose fault it was. */
#ifndef ACTBENCH_CRASH_H
#define ACTBENCH_CRASH_H

/* From now on a SIGSEGV, SIGBUS, SIGILL or SIGFPE prints one line and ends the program with STATUS_WORSE. */
void crash_catch(void);

/* Names the implementation that this thread is about to run; NULL: none. The text must outlive the run. */
void crash_blame(const char *implementation);

#endif
