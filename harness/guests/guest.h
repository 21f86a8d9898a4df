/* A stranger's code, as it is, made an implementation: a source file or a shared library's symbol. */
#ifndef ACTBENCH_GUEST_H
#define ACTBENCH_GUEST_H

#include "guests/library.h"
#include "registry/registry.h"

#include <stdbool.h>

/* What is wanted of it. */
typedef struct guest_request {
    const char *function; /* its name */
    op op;
    dtype dtype;
    bool dtype_given;       /* otherwise a prototype may say f64 */
    const char *symbol;     /* NULL: to be found */
    const char *abi;        /* the name of a convention; NULL: to be found */
    const char *launcher;   /* the words that start another system's programs; NULL: none */
    const char *cflags;     /* NULL: the language's */
    unsigned limit_seconds; /* without a sign of life of a program */
    const char *scratch;    /* a folder for what is compiled, to be removed by its owner */
} guest_request;

enum { GUEST_NAME_MAX = 80, GUEST_NOTE_MAX = 160 };

typedef struct guest {
    implementation impl; /* ORIGIN_GUEST; points into this */
    char name[GUEST_NAME_MAX];
    char how[GUEST_NOTE_MAX];    /* how it is called */
    char caveat[GUEST_NOTE_MAX]; /* what is to be known of it; empty: nothing */
    library_function library;
} guest;

/* Makes a guest of a file or library; it must not move or end before the program does. Returns a status, with one line
 * where it is bad: STATUS_USAGE where the file is none, its function cannot be found or told from others, or does not
 * compile; STATUS_MISSING where the machine lacks a compiler or an instruction set. */
int guest_open(guest *g, const guest_request *r, const char *thing);

#endif
