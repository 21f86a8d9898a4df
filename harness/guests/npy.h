/* NumPy's array files (.npy, versions 1 to 3), as far as one array of elements needs them. */
#ifndef ACTBENCH_NPY_H
#define ACTBENCH_NPY_H

#include "registry/implementation.h"

#include <stdio.h>

typedef struct npy_header {
    char type[16]; /* as '<f4' */
    uint64_t count;
    size_t size; /* of the header in bytes: the elements follow */
} npy_header;

/* Reads the header that begins the bytes, whatever they are. Returns NULL, or what is wrong as words that follow the
 * file's name. Only C order is read. */
const char *npy_read(const void *bytes, size_t length, npy_header *h);

/* Whether elements of that type can be of the dtype. bf16, which NumPy does not have, comes as two bytes of any kind. */
bool npy_type_is(const char *type, dtype wanted);

/* Writes the header of a one-dimensional array; errors stick to the stream. */
void npy_write_header(dtype type, uint64_t count, FILE *to);

#endif
