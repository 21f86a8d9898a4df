/* A second copy of a shared library in one process, with state of its own: a library that decides once which
 * instruction set it uses can then be run with two. */
#ifndef ACTBENCH_PEERS_LIBRARY_COPY_H
#define ACTBENCH_PEERS_LIBRARY_COPY_H

#include <stddef.h>

/* The functions that a library is used through: name and place in a struct of pointers to them. */
typedef struct library_function {
    const char *name;
    size_t offset;
} library_function;

/* Loads the library that has these functions once more, from a file of its own in memory, and sets the pointers.
 * Aborts where that fails. */
void library_copy_open(const library_function *functions, size_t count, void *pointers);

#endif
