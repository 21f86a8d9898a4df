/* Batch normalisation of a hidden layer's inputs (Ioffe & Szegedy 2015, arXiv:1502.03167): normalised by the
 * moments of the batch, or by running ones while a network is evaluated, then scaled and shifted by what is
 * learned. */
#ifndef ACTBENCH_NORMALISE_H
#define ACTBENCH_NORMALISE_H

#include "training/network.h"

#include <math.h>

static const double norm_epsilon = 1e-5, norm_memory = 0.9;

/* The moments of unit j over n samples of z; while training they move the running ones too. */
static inline void norm_moments(const network *net, const layer *l, size_t n, size_t j, real *mean, real *variance)
{
    const normaliser *norm = &l->norm;
    *mean = norm->mean[j];
    *variance = norm->variance[j];
    if (net->evaluating)
        return;
    double sum = 0, squares = 0;
    for (size_t i = 0; i < n; i++)
        sum += (double)l->z[i * l->out + j];
    const double middle = sum / (double)n;
    for (size_t i = 0; i < n; i++) {
        const double d = (double)l->z[i * l->out + j] - middle;
        squares += d * d;
    }
    *mean = (real)middle;
    *variance = (real)(squares / (double)n);
    norm->mean[j] = (real)(norm_memory * (double)norm->mean[j] + (1 - norm_memory) * middle);
    norm->variance[j] = (real)(norm_memory * (double)norm->variance[j] + (1 - norm_memory) * squares / (double)n);
}

/* z becomes gain * (z - mean) / deviation + offset. */
static inline void norm_forward(const network *net, const layer *l, size_t n)
{
    const normaliser *norm = &l->norm;
    for (size_t j = 0; j < l->out; j++) {
        real mean, variance;
        norm_moments(net, l, n, j, &mean, &variance);
        norm->inverse[j] = (real)(1 / sqrt((double)variance + norm_epsilon));
        for (size_t i = j; i < n * l->out; i += l->out) {
            norm->hat[i] = (l->z[i] - mean) * norm->inverse[j];
            l->z[i] = norm->gain[j] * norm->hat[i] + norm->offset[j];
        }
    }
}

/* From the gradient by the normalised z, in delta, to that by the z before, and to those by gain and offset. */
static inline void norm_backward(const layer *l, size_t n)
{
    const normaliser *norm = &l->norm;
    for (size_t j = 0; j < l->out; j++) {
        real sum = 0, along = 0;
        for (size_t i = j; i < n * l->out; i += l->out) {
            sum += l->delta[i];
            along += l->delta[i] * norm->hat[i];
        }
        norm->offset_gradient[j] = sum;
        norm->gain_gradient[j] = along;
        const real factor = norm->gain[j] * norm->inverse[j], mean = sum / (real)n, slope = along / (real)n;
        for (size_t i = j; i < n * l->out; i += l->out)
            l->delta[i] = factor * (l->delta[i] - mean - norm->hat[i] * slope);
    }
}

#endif
