/* Ctrl-C, a polite kill and a terminal that is closed: long loops ask, finished rows are written, and then the program dies of the
 * signal it got, so that a shell or a script sees what happened. */
#ifndef ACTBENCH_INTERRUPT_H
#define ACTBENCH_INTERRUPT_H

#include <stdbool.h>

/* From now on the first SIGINT, SIGTERM or SIGHUP only sets a flag; a second one kills at once. A signal that the
 * parent chose to ignore (nohup, a shell's background job) stays ignored. A write to a pipe that nobody reads, or
 * beyond the largest size of a file, only fails. */
void interrupt_catch(void);

/* Whether such a signal has come. Cheap enough for any loop, from any thread. */
bool interrupted(void);

/* Dies of the signal that came, if one did; otherwise returns. To be called when what is finished is on disk. */
void interrupt_die(void);

/* Dies of SIGPIPE if a pipe was found without a reader, as programs do; to be called where stdout could not be
 * written, when all else is done. */
void interrupt_die_of_pipe(void);

#endif
