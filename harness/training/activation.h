/* The activations that networks are trained with, each made of a function that the tree implements. */
#ifndef ACTBENCH_ACTIVATION_H
#define ACTBENCH_ACTIVATION_H

#include "registry/implementation.h"

#include <stdbool.h>

/* y = out f(in z) + shift: with these three numbers one function gives the controls that tell slope from
 * centring. */
typedef struct activation {
    const char *name;
    const char *function; /* f */
    double in, out, shift;
    double alpha; /* where it starts; NaN: f has none */
    bool learned; /* alpha is trained, one a layer, as in He et al. 2015 (arXiv:1502.01852), "channel-shared" */
} activation;

extern const activation activations[];
extern const size_t activation_count;

/* NULL: there is none of that name. */
const activation *activation_find(const char *name);

/* An activation and the kernels that compute it. */
typedef struct activation_kernels {
    const activation *form;
    const implementation *kernel[OP_COUNT]; /* NULL for grad_alpha where alpha is not learned */
} activation_kernels;

/* Chooses for each op the variant named in variant[op], or where that is NULL the first available one of a
 * fixed order of preference. Returns a status: STATUS_MISSING with one line where the tree or the machine has
 * none. */
int activation_resolve(const activation *form, dtype type, const char *const variant[OP_COUNT],
                       activation_kernels *resolved);

#endif
