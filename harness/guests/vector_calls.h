/* Calls functions of the vector ABI over arrays: whole vectors, and a last one that is filled up with its first
 * element. */
#ifndef ACTBENCH_VECTOR_CALLS_H
#define ACTBENCH_VECTOR_CALLS_H

#include "guests/calling.h"

void vector_call(const calling *c, any_function *f, const void *x, void *y, size_t n);

#endif
