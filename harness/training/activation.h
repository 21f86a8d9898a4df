/* The activations that networks are trained with, each made of a function that the tree implements. */
#ifndef ACTBENCH_ACTIVATION_H
#define ACTBENCH_ACTIVATION_H

#include "registry/implementation.h"

#include <stdbool.h>

/* The hidden layers of a network that may be convolutions. */
enum { CONVOLUTIONS_MAX = 3 };

/* Who has an alpha of its own. Learned ones are He et al.'s (arXiv:1502.01852): "channel-shared", one a layer,
 * and "channel-wise", one a unit, or a filter of a convolution. */
typedef enum alpha_sharing { ALPHA_FIXED, ALPHA_PER_LAYER, ALPHA_PER_UNIT } alpha_sharing;

/* How the slope follows from the output y, which a trainer has kept from the forward pass. */
typedef enum output_slope { SLOPE_BY_INPUT, SLOPE_STEP, SLOPE_OF_SIGMOID, SLOPE_OF_TANH, SLOPE_OF_ELU } output_slope;

/* y = out f(in z) + shift: with these three numbers one function gives the controls that tell slope from
 * centring. */
typedef struct activation {
    const char *name;
    const char *function; /* f */
    double in, out, shift;
    double alpha; /* where it starts; NaN: f has none */
    alpha_sharing sharing;
    output_slope slope;
} activation;

extern const activation activations[];
extern const size_t activation_count;

/* NULL: there is none of that name. */
const activation *activation_find(const char *name);

/* An activation and the kernels that compute it. */
typedef struct activation_kernels {
    const activation *form;
    const implementation *kernel[OP_COUNT]; /* NULL for grad_alpha where alpha is not learned */
    bool keeps_output;                      /* the slope is taken from y, as frameworks do, and not by a kernel */
    params usual;                           /* the function's own parameters; alpha is the layer's */
} activation_kernels;

/* The name of what gives the slope: that of a kernel, or "kept_output". */
const char *activation_slope_name(const activation_kernels *k);

/* Chooses for each op the variant named in variant[op], or where that is NULL the first available one of a
 * fixed order of preference. The slope follows from the output where it can and no variant of the gradient is
 * asked for. Returns a status: STATUS_MISSING with one line where the tree or the machine has
 * none. */
int activation_resolve(const activation *form, dtype type, const char *const variant[OP_COUNT],
                       activation_kernels *resolved);

#endif
