/* A multilayer perceptron: dense hidden layers with one activation, before which there may be convolutions, softmax with
 * cross-entropy on top, and stochastic gradient descent. The code is the same for float and double: a file that includes this header
 * defines ACTBENCH_REAL_F32 or ACTBENCH_REAL_F64 first, and gets its own copy.
 *
 * Matrices are row-major with one sample a row; products are CBLAS's. Buffers are aligned, so that a product
 * of the same numbers is the same to the last bit in every network. */
#ifndef ACTBENCH_NETWORK_H
#define ACTBENCH_NETWORK_H

#include "support/length.h"
#include "support/memory.h"
#include "training/activation.h"
#include "training/dataset.h"

#include <gsl/gsl_cblas.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct shape {
    size_t features, classes;
    size_t depth, width; /* hidden layers, units in each */
    size_t capacity;     /* samples at once, at most */
    bool batch_norm;     /* of the hidden layers, before the activation (Ioffe & Szegedy 2015, arXiv:1502.03167) */
    size_t filters[CONVOLUTIONS_MAX]; /* of the first hidden layers, which are convolutions; closed by a 0 */
} shape;

/* What a filter sees: squares of KERNEL pixels, STRIDE apart, no padding; pixels lie row by row with their channels
 * together. A dense layer sees everything from one position. */
typedef struct window {
    size_t side, channels; /* of the square image; side 0: no convolution */
    size_t across;         /* positions along a side */
} window;

enum { KERNEL = 5, STRIDE = 2 };

/* What batch normalisation keeps for a hidden layer of `out` units. */
typedef struct normaliser {
    real *gain, *offset, *gain_gradient, *offset_gradient; /* in the network's parameters and gradient */
    real *mean, *variance;                                 /* running, for evaluation */
    real *hat, *inverse;                                   /* the normalised inputs; 1 / deviation of the batch */
} normaliser;

typedef struct layer {
    size_t in, out, alphas;
    size_t positions; /* a row of z for each of them and each sample */
    window window;
    real *patches;       /* what is seen from each position, a row each; NULL without convolution */
    real *w, *b, *alpha; /* weights (in x out), biases; in network.parameter */
    real *w_gradient, *b_gradient, *alpha_gradient; /* in network.gradient */
    real *z, *y, *delta; /* input of the activation, its output, the loss's gradient by z; capacity x positions x out */
    normaliser norm;     /* of a hidden layer, where there is one */
} layer;

/* Where the time of training steps goes, in seconds. */
typedef struct stopwatch {
    double forward, gradient;
} stopwatch;

typedef struct network {
    activation_kernels activation;
    shape shape;
    size_t parameters, steps;
    real *parameter, *gradient, *velocity, *square; /* of length `parameters`: the layers' parts one after the other */
    real *x, *slope, *ones;                         /* the samples; scratch of capacity x the widest layer; ones */
    layer *layers;                                  /* depth hidden ones, then the output */
    bool evaluating;  /* batch normalisation takes the running moments in place of the batch's */
    stopwatch *watch; /* NULL: no time is taken */
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

/* The parameters of a layer: weights, biases, alphas, and gain and offset where it is normalised. */
static inline size_t layer_parameters(const layer *l, bool normalised)
{
    return (l->in + 1) * l->out + l->alphas + (normalised ? 2 * l->out : 0);
}

/* Takes the next `count` parameters, from *at on. */
static inline void network_take(network *net, size_t count, size_t *at, real **value, real **gradient)
{
    *value = net->parameter + *at;
    *gradient = net->gradient + *at;
    *at += count;
}

static inline void network_place_norm(network *net, layer *l, size_t *at)
{
    normaliser *norm = &l->norm;
    network_take(net, l->out, at, &norm->gain, &norm->gain_gradient);
    network_take(net, l->out, at, &norm->offset, &norm->offset_gradient);
    norm->mean = network_buffer(l->out);
    norm->variance = network_buffer(l->out);
    norm->inverse = network_buffer(l->out);
    norm->hat = network_buffer(net->shape.capacity * l->positions * l->out);
    for (size_t j = 0; j < l->out; j++)
        norm->gain[j] = norm->variance[j] = 1;
}

static inline void network_place_layer(network *net, layer *l, bool normalised, size_t *at)
{
    network_take(net, l->in * l->out, at, &l->w, &l->w_gradient);
    network_take(net, l->out, at, &l->b, &l->b_gradient);
    network_take(net, l->alphas, at, &l->alpha, &l->alpha_gradient);
    if (normalised)
        network_place_norm(net, l, at);
    const size_t rows = net->shape.capacity * l->positions;
    l->z = network_buffer(rows * l->out);
    l->y = network_buffer(rows * l->out);
    l->delta = network_buffer(rows * l->out);
    l->patches = l->window.side > 0 ? network_buffer(rows * l->in) : NULL;
}

static inline size_t convolutions_of(const shape *s)
{
    size_t count = 0;
    while (count < CONVOLUTIONS_MAX && s->filters[count] > 0)
        count++;
    return count;
}

/* The sizes of layer i, which follows `before`; NULL: the samples. */
static inline void layer_size(layer *l, size_t i, const layer *before, const shape *s)
{
    l->positions = 1;
    l->in = before == NULL ? s->features : before->positions * before->out;
    l->out = i == s->depth ? s->classes : s->width;
    if (i >= convolutions_of(s))
        return;
    l->window.channels = before == NULL ? 1 : before->out;
    l->window.side = before == NULL ? (size_t)lround(sqrt((double)s->features)) : before->window.across;
    l->window.across = (l->window.side - KERNEL) / STRIDE + 1;
    l->positions = l->window.across * l->window.across;
    l->in = KERNEL * KERNEL * l->window.channels;
    l->out = s->filters[i];
}

/* A network with all parameters 0 but the alphas, which start at the given one, and the gains of batch
 * normalisation, which start at 1. */
static inline network *network_new(const shape *s, const activation_kernels *kernels, double alpha)
{
    network *net = memory_or_exit(calloc(1, sizeof *net));
    layer *layers = memory_or_exit(calloc(s->depth + 1, sizeof *layers));
    size_t most = 1, widest = s->width;
    *net = (network){.activation = *kernels, .shape = *s, .layers = layers};
    for (size_t i = 0; i <= s->depth; i++) {
        layer_size(&layers[i], i, i > 0 ? &layers[i - 1] : NULL, s);
        layers[i].alphas = i < s->depth && kernels->form->sharing == ALPHA_PER_UNIT ? layers[i].out : 1;
        most = layers[i].positions > most ? layers[i].positions : most;
        widest = layers[i].positions * layers[i].out > widest ? layers[i].positions * layers[i].out : widest;
        net->parameters += layer_parameters(&layers[i], s->batch_norm && i < s->depth);
    }
    net->parameter = network_buffer(net->parameters);
    net->gradient = network_buffer(net->parameters);
    net->velocity = network_buffer(net->parameters);
    net->square = network_buffer(net->parameters);
    net->x = network_buffer(s->capacity * s->features);
    net->slope = network_buffer(s->capacity * widest);
    net->ones = network_buffer(s->capacity * most);
    for (size_t i = 0; i < s->capacity * most; i++)
        net->ones[i] = 1;
    for (size_t i = 0, at = 0; i <= s->depth; i++) {
        network_place_layer(net, &layers[i], s->batch_norm && i < s->depth, &at);
        for (size_t j = 0; j < layers[i].alphas; j++)
            layers[i].alpha[j] = (real)alpha;
    }
    return net;
}

static inline void network_free(network *net)
{
    for (size_t i = 0; i <= net->shape.depth; i++) {
        const layer *l = &net->layers[i];
        real *const owned[] = {l->z,       l->y, l->delta, l->patches, l->norm.mean, l->norm.variance, l->norm.inverse,
                               l->norm.hat};
        for (size_t k = 0; k < LENGTH(owned); k++)
            free(owned[k]);
    }
    free(net->layers);
    free(net->parameter);
    free(net->gradient);
    free(net->velocity);
    free(net->square);
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
