/* A kernel that crashes, hangs or ends the program takes all with it; this says whose fault it was. */
#ifndef ACTBENCH_CRASH_H
#define ACTBENCH_CRASH_H

/* From now on a SIGSEGV, SIGBUS, SIGILL or SIGFPE, and an exit from within an implementation, print one line
 * and end the program with STATUS_WORSE. */
void crash_catch(void);

/* From now on they end the process as they would any other, without a line and without a core file: for a
 * process whose parent looks how it ends. */
void crash_pass(void);

/* Names the implementation that this thread is about to run; NULL: none. The text must outlive the run. */
void crash_blame(const char *implementation);

/* From now on an implementation that does not come back for so many seconds (up to half as many more) ends
 * the program likewise. */
void crash_watch(unsigned seconds);

#endif
