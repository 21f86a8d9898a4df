/* Taking rows out of the evidence. What is taken is noted in the judgement; what is not there is noted as
 * missing, and a row full of NaN stands in for it so that the arithmetic can go on to its inconclusive end. */
#ifndef ACTBENCH_TAKE_H
#define ACTBENCH_TAKE_H

#include "claims/identities.h"
#include "claims/judgement.h"

/* The identity row of the judgement's claim with this key and these params. */
const identity_row *take_identity(judgement *j, identity_key key, const char *params);

/* The first `count` identity rows of the claim with that key, in the file's order; fewer are missing, and stood
 * in for. */
void take_identities(judgement *j, identity_key key, const identity_row **rows, size_t count);

/* The distinct values of a column of numbers over the rows that pass, from the smallest, up to `room`; their
 * number. Takes nothing. */
size_t distinct_values(const table *t, const char *column, bool (*passes)(const void *row, const void *context),
                       const void *context, double *values, size_t room);

/* The f32 row of one implementation, with the function's own alpha; the whole-range run is preferred to a
 * sampled one. find_accuracy takes nothing, and returns NULL where there is none. */
const accuracy_row *take_accuracy(judgement *j, const char *op, const char *impl);
const accuracy_row *find_accuracy(const table *t, const char *op, const char *impl);

/* All of these rows of a function and op, one an implementation, up to `room`; their number. None is missing.
 * Fewer than can be measured here are said to be lacking. */
size_t take_accuracies(judgement *j, const char *function, const char *op, const accuracy_row **rows, size_t room);

/* How many f32 implementations of a function and op can be measured here. */
size_t implementations_due(const char *function, const char *op);

/* A hex float of a row as a number; NaN where the cell is empty. */
double number_of(const char *text);

/* The number after NAME= in a row's params; NaN where there is none. */
double parameter_of(const char *params, const char *name);

/* "all 2^32 inputs" or what was sampled. */
const char *inputs_of(const accuracy_row *row);

#endif
