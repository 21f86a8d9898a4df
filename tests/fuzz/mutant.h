/* Damaged copies of a file: which damage follows from a number, so that a finding can be had again. */
#ifndef ACTBENCH_MUTANT_H
#define ACTBENCH_MUTANT_H

#include <stddef.h>
#include <stdint.h>

typedef struct bytes {
    char *at; /* owned */
    size_t size;
} bytes;

/* A copy of `sound` with one to four damages: a byte is changed, or what stands between two commas, on a line or in any
 * place is dropped, repeated, exchanged with another or replaced by a number or text that is no use there; or the end is
 * cut off. */
bytes mutant_of(bytes sound, uint64_t number);

#endif
