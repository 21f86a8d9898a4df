/* The arrays that kernels work on: each stands alone between pages that nobody may touch, and a kernel sees
 * its inputs where it cannot write. */
#ifndef ACTBENCH_OPERANDS_H
#define ACTBENCH_OPERANDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Bytes before and after the results that are looked at after every call. */
enum { GUARD_BYTES = 64 };

/* What results are filled with before a call: a finite number in every format. */
typedef enum filling { FILLING_FIRST = 0xa5, FILLING_SECOND = 0x5a } filling;

typedef struct operands {
    unsigned char *inputs[2];          /* to be written here ... */
    const unsigned char *read_only[2]; /* ... and to be read by kernels here: the same memory */
    unsigned char *results[2];
    size_t capacity; /* bytes of each array */
    unsigned char *maps[3];
    size_t map_bytes;
} operands;

/* Two arrays of inputs and two of results; ends the program with one line where there is no memory. */
operands operands_new(size_t capacity);
void operands_free(operands *o);

/* Fills `bytes` of results, and the guards around them. */
void operands_fill(const operands *o, int side, size_t bytes, filling with);

/* Whether the guards next to `bytes` of results are as they were filled. */
bool operands_guarded(const operands *o, int side, size_t bytes, filling with);

/* Whether address is in what kernels see of the inputs. */
bool operands_are_inputs(const operands *o, const void *address);

#endif
