/* A function of a shared library. The library is only ever loaded in processes that may be lost. */
#ifndef ACTBENCH_LIBRARY_H
#define ACTBENCH_LIBRARY_H

#include "guests/prototype.h"
#include "support/fp_control.h"

#include <limits.h>

typedef struct library_function {
    char path[PATH_MAX];
    char symbol[SYMBOL_MAX], other[SYMBOL_MAX]; /* where the first is not there the other is asked for; may be empty */
    calling calling;
    any_function *entry; /* in this process; NULL: not loaded */
    fp_change on_load;   /* what loading it does to the arithmetic of whoever loads it */
} library_function;

/* Loads the library in a child process and looks for the symbol: `symbol` is then the one that is there, and on_load is
 * known. Returns a status: STATUS_USAGE with one line where it cannot be loaded (by its name or path), lacks the symbol
 * or does not survive being loaded; STATUS_MISSING where the machine lacks its instruction set. */
int library_inspect(library_function *l);

/* Calls it, as an implementation's `run`; context: the library_function. It is loaded when a process first calls it, and
 * what loading does to the arithmetic is undone. */
void library_run(void *context, const void *x, void *y, size_t n, const params *p);

#endif
