/* Guests whose results are made outside of this program, once for all inputs: a program, a Python function, arrays. */
#ifndef ACTBENCH_OUTSIDE_H
#define ACTBENCH_OUTSIDE_H

#include "guests/guest.h"
#include "guests/results.h"

typedef enum outside_kind {
    OUTSIDE_PROGRAM,  /* a line for sh: elements on standard input, as many on standard output */
    OUTSIDE_PYTHON,   /* MODULE:FUNCTION, called on blocks */
    OUTSIDE_ARRAYS,   /* files, commas between, with the results for the inputs in order */
    OUTSIDE_LAUNCHED, /* a library's function, T f(T), called by a program that the request's launcher starts */
    OUTSIDE_COUNT
} outside_kind;

/* Makes a guest of it and gets its results for the inputs, which must outlive it, as must `text`. Returns a status as
 * results_of_program and results_of_files do. */
int guest_open_outside(guest *g, result_array *results, const guest_request *r, const input_list *inputs,
                       outside_kind kind, const char *text, const params *p);

#endif
