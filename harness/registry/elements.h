/* Elements of any dtype as doubles. */
#ifndef ACTBENCH_ELEMENTS_H
#define ACTBENCH_ELEMENTS_H

#include "registry/implementation.h"

/* Element i of an array of the dtype, as a double and from one: rounded to nearest, ties to even. */
double dtype_get(dtype type, const void *elements, size_t i);
void dtype_set(dtype type, void *elements, size_t i, double value);

#endif
