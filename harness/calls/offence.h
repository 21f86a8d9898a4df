/* What an implementation may do that leaves no figure of it, or of the program, to be believed. */
#ifndef ACTBENCH_OFFENCE_H
#define ACTBENCH_OFFENCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* In order of gravity: of several offences the last of this list is told. */
typedef enum offence_kind {
    OFFENCE_NONE,
    OFFENCE_UNWRITTEN,
    OFFENCE_ARITHMETIC, /* detail: an fp_change */
    OFFENCE_OVERRUN,
    OFFENCE_INPUTS,
    /* From here on it took a process with it. */
    OFFENCE_HANG,
    OFFENCE_EXIT,   /* detail: the status */
    OFFENCE_SIGNAL, /* detail: its number */
    OFFENCE_RUIN,   /* as OFFENCE_SIGNAL, but after the call, while its results were judged */
    OFFENCE_COUNT
} offence_kind;

typedef struct offence {
    uint32_t kind;
    int32_t detail;
} offence;

/* Whether a process died of it: such an implementation is not called again. */
static inline bool offence_is_fatal(offence o)
{
    return o.kind >= OFFENCE_INPUTS;
}

/* Keeps the graver of the two, and of equals the one with the smaller detail: whatever the order, the same. */
void offence_add(offence *to, offence other);

/* Words that follow an implementation's name: "writes outside its n elements". */
void offence_print(offence o, char *text, size_t size);

#endif
