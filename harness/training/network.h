/* A multilayer perceptron: dense hidden layers with one activation, softmax with cross-entropy on top, and
 * stochastic gradient descent. The code is the same for float and double: a file that includes this header
 * defines ACTBENCH_REAL_F32 or ACTBENCH_REAL_F64 first, and gets its own copy.
 *
 * Matrices are row-major with one sample a row; products are CBLAS's. Buffers are aligned, so that a product
 * of the same numbers is the same to the last bit in every network. */
#ifndef ACTBENCH_NETWORK_H
#define ACTBENCH_NETWORK_H

#include "support/memory.h"
#include "training/activation.h"
#include "training/dataset.h"

#include <gsl/gsl_cblas.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <stdlib.h>
#include <string.h>

typedef struct shape {
    size_t features, classes;
    size_t depth, width; /* hidden layers, units in each */
    size_t capacity;     /* samples at once, at most */
} shape;

typedef struct layer {
    size_t in, out;
    real *w, *b, *alpha;                            /* weights (in x out), biases, one alpha; in network.parameter */
    real *w_gradient, *b_gradient, *alpha_gradient; /* in network.gradient */
    real *z, *y, *delta; /* input of the activation, its output, the loss's gradient by z; capacity x out */
} layer;

/* Where the time of training steps goes, in seconds. */
typedef struct stopwatch {
    double forward, gradient;
} stopwatch;

typedef struct network {
    activation_kernels activation;
    shape shape;
    size_t parameters;
    real *parameter, *gradient, *velocity; /* of length `parameters`: the layers' parts one after the other */
    real *x, *slope, *ones;                /* the samples; scratch of capacity x width; capacity ones */
    layer *layers;                         /* depth hidden ones, then the output */
    stopwatch *watch;                      /* NULL: no time is taken */
} network;

/* What the network says of some samples. */
typedef struct loss_sum {
    size_t samples, correct;
    size_t first, like_first; /* the class it gives the first sample, and how many samples it gives that class */
    double loss;              /* cross-entropy, summed over the samples */
} loss_sum;

static inline real *network_buffer(size_t count)
{
    const size_t line = 64, bytes = (count * sizeof(real) / line + 1) * line;
    real *buffer = memory_or_exit(aligned_alloc(line, bytes));
    memset(buffer, 0, bytes);
    return buffer;
}

static inline void network_place_layer(network *net, layer *l, size_t *at)
{
    l->w = net->parameter + *at;
    l->w_gradient = net->gradient + *at;
    l->b = l->w + l->in * l->out;
    l->b_gradient = l->w_gradient + l->in * l->out;
    l->alpha = l->b + l->out;
    l->alpha_gradient = l->b_gradient + l->out;
    *at += (l->in + 1) * l->out + 1;
    l->z = network_buffer(net->shape.capacity * l->out);
    l->y = network_buffer(net->shape.capacity * l->out);
    l->delta = network_buffer(net->shape.capacity * l->out);
}

/* A network with all parameters 0 but the alphas, which start at the given one. */
static inline network *network_new(const shape *s, const activation_kernels *kernels, double alpha)
{
    network *net = memory_or_exit(calloc(1, sizeof *net));
    layer *layers = memory_or_exit(calloc(s->depth + 1, sizeof *layers));
    *net = (network){.activation = *kernels, .shape = *s, .layers = layers};
    for (size_t i = 0; i <= s->depth; i++) {
        layers[i].in = i == 0 ? s->features : s->width;
        layers[i].out = i == s->depth ? s->classes : s->width;
        net->parameters += (layers[i].in + 1) * layers[i].out + 1;
    }
    net->parameter = network_buffer(net->parameters);
    net->gradient = network_buffer(net->parameters);
    net->velocity = network_buffer(net->parameters);
    net->x = network_buffer(s->capacity * s->features);
    net->slope = network_buffer(s->capacity * s->width);
    net->ones = network_buffer(s->capacity);
    for (size_t i = 0; i < s->capacity; i++)
        net->ones[i] = 1;
    for (size_t i = 0, at = 0; i <= s->depth; i++) {
        network_place_layer(net, &layers[i], &at);
        *layers[i].alpha = (real)alpha;
    }
    return net;
}

static inline void network_free(network *net)
{
    for (size_t i = 0; i <= net->shape.depth; i++) {
        free(net->layers[i].z);
        free(net->layers[i].y);
        free(net->layers[i].delta);
    }
    free(net->layers);
    free(net->parameter);
    free(net->gradient);
    free(net->velocity);
    free(net->x);
    free(net->slope);
    free(net->ones);
    free(net);
}

/* Draws every weight from a normal distribution around 0: its variance is 2 / in after He et al. 2015, or 2 /
 * (in + out) after Glorot & Bengio 2010 (Xavier), with the deviation of hidden layers `scale` times that. The
 * output layer, which has no activation, is Xavier's. The same random numbers serve every choice. */
static inline void network_initialise(network *net, bool he, double scale, gsl_rng *random)
{
    for (size_t i = 0; i <= net->shape.depth; i++) {
        const layer *l = &net->layers[i];
        const double in = (double)l->in, out = (double)l->out;
        const double xavier = sqrt(2 / (in + out)), hidden = scale * (he ? sqrt(2 / in) : xavier);
        const double deviation = i == net->shape.depth ? xavier : hidden;
        for (size_t j = 0; j < l->in * l->out; j++)
            l->w[j] = (real)(deviation * gsl_ran_gaussian_ziggurat(random, 1));
    }
}

#endif
