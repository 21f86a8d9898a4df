/* Compiling a stranger's source file to a shared library with the machine's compilers. */
#ifndef ACTBENCH_COMPILE_H
#define ACTBENCH_COMPILE_H

#include "guests/prototype.h"

typedef struct language {
    const char *const *endings; /* of file names; NULL ends them */
    const char *compiler;       /* where the environment names no other ... */
    const char *variable;       /* ... by this variable */
    const char *package;        /* of Debian, that has it */
    const char *flags;          /* unless others are given */
    size_t (*prototypes)(const char *text, size_t length, prototype *out, size_t room);
} language;

/* The language that the file's name tells, or NULL. */
const language *language_of(const char *file);

/* Compiles the file to the shared library `to`, or to a program; flags NULL: the language's own. The compiler's messages go to stderr as
 * they are. Returns a status: STATUS_USAGE where it does not compile, STATUS_MISSING where there is no compiler, each
 * with one line. */
int compile(const language *l, const char *file, const char *flags, const char *to, bool program);

#endif
