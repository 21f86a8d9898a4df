/* A crash of the program itself says that it is one. Implementations run in processes of their own, whose
 * parent says what became of them. */
#ifndef ACTBENCH_CRASH_H
#define ACTBENCH_CRASH_H

/* From now on a SIGSEGV, SIGBUS, SIGILL, SIGFPE or SIGABRT prints one line before it kills. A sanitizer's own
 * handlers are left alone. */
void crash_catch(void);

/* From now on they kill without a line and without a core file: for a process whose parent looks how it ends. */
void crash_pass(void);

#endif
