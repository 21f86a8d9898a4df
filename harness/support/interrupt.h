/* Ctrl-C and a polite kill: long loops ask, finished rows are written, and then the program dies of the
 * signal it got, so that a shell or a script sees what happened. */
#ifndef ACTBENCH_INTERRUPT_H
#define ACTBENCH_INTERRUPT_H

#include <stdbool.h>

/* From now on the first SIGINT or SIGTERM only sets a flag; a second one kills at once. A signal that the
 * parent chose to ignore (nohup, a shell's background job) stays ignored. */
void interrupt_catch(void);

/* Whether such a signal has come. Cheap enough for any loop, from any thread. */
bool interrupted(void);

/* Dies of the signal that came, if one did; otherwise returns. To be called when what is finished is on disk. */
void interrupt_die(void);

#endif
