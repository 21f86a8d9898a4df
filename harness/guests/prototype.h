/* The functions that a source file defines and that can be called over arrays, found without compiling it. */
#ifndef ACTBENCH_PROTOTYPE_H
#define ACTBENCH_PROTOTYPE_H

#include "guests/calling.h"

enum { SYMBOL_MAX = 128 };

typedef struct prototype {
    char name[SYMBOL_MAX];   /* as the source has it */
    char symbol[SYMBOL_MAX]; /* as the linker has it, where that is another one; C++'s is tried besides the name */
    calling calling;
} prototype;

/* Writes to out (room for `room`) the functions of C or C++, of Fortran; returns their number, at most room. Whatever
 * the text, it reads no more than its length bytes. What is static or inline, and what has a shape that none of the
 * conventions has, is left out. */
size_t prototypes_of_c(const char *text, size_t length, prototype *out, size_t room);
size_t prototypes_of_fortran(const char *text, size_t length, prototype *out, size_t room);

#endif
