/* Calls implementations and looks at what they leave behind. */
#ifndef ACTBENCH_CALLER_H
#define ACTBENCH_CALLER_H

#include "calls/offence.h"
#include "calls/operands.h"
#include "registry/registry.h"
#include "support/fp_control.h"

#include <stdatomic.h>

/* What a caller is doing, in memory that outlives it. */
typedef struct call_note {
    atomic_int turn;    /* whose turn it is: the place of an implementation in the pass; -1: nobody's */
    atomic_bool inside; /* of the kernel */
    atomic_bool inputs_written;
    atomic_uint calls;
} call_note;

typedef struct caller {
    operands operands, again; /* of the first calls, and of those that look whether results repeat */
    fp_control control;       /* to be found after every call */
    call_note *note;
} caller;

/* The note must outlive the caller. Every array has room for `capacity` bytes. */
caller caller_new(size_t capacity, call_note *note);
void caller_free(caller *c);

/* One call of the kernel, x and y anywhere. An offence against the arithmetic is undone. */
offence caller_call(caller *c, const implementation *impl, const void *x, void *y, size_t n, const params *p);

/* Calls the kernel on the first n elements of the first `sides` operands, which operands_fill has prepared with
 * FILLING_FIRST. */
offence caller_run(caller *c, const implementation *impl, int sides, size_t n, const params *p);

/* From now on a write of a kernel to its inputs is told in the note before the process dies of it; done once in a
 * process that has one caller. Says nothing under a sanitizer, whose own handlers are left alone. */
void caller_tell_writes(const caller *c);

#endif
