/* Forward pass, back-propagation and the step of gradient descent, for the network of network.h. */
#ifndef ACTBENCH_BACKPROP_H
#define ACTBENCH_BACKPROP_H

#include "registry/registry.h"
#include "support/seconds.h"
#include "training/convolve.h"
#include "training/network.h"
#include "training/normalise.h"
#include "training/slopes.h"

/* C += A B for row-major A (m x k, or k x m where it is transposed) and B (k x n, or n x k), with beta 0 or 1
 * for C. */
static inline void product(enum CBLAS_TRANSPOSE ta, enum CBLAS_TRANSPOSE tb, size_t m, size_t n, size_t k,
                           const real *a, const real *b, real beta, real *c)
{
    const int lda = (int)(ta == CblasNoTrans ? k : m), ldb = (int)(tb == CblasNoTrans ? n : k);
    _Generic((real)0, float
             : cblas_sgemm, double
             : cblas_dgemm)(CblasRowMajor, ta, tb, (int)m, (int)n, (int)k, 1, a, lda, b, ldb, beta, c, (int)n);
}

/* y += a x. */
static inline void add_scaled(size_t n, real a, const real *x, real *y)
{
    _Generic((real)0, float : cblas_saxpy, double : cblas_daxpy)((int)n, a, x, 1, y, 1);
}

static inline void scale(size_t n, real a, real *x)
{
    _Generic((real)0, float : cblas_sscal, double : cblas_dscal)((int)n, a, x, 1);
}

/* out = a x + b, in place too. */
static inline void affine(size_t n, real a, const real *x, real b, real *out)
{
    for (size_t i = 0; i < n; i++)
        out[i] = a * x[i] + b;
}

/* Evaluates one op of the activation by its kernel. */
static inline void activation_run(const network *net, op o, const layer *l, size_t count, real *out)
{
    const activation *form = net->activation.form;
    params p = net->activation.usual;
    p.alpha = *l->alpha;
    const double factor = o == OP_GRADIENT ? form->in * form->out : form->out;
    const double shift = o == OP_FORWARD ? form->shift : 0;
    const real *z = l->z;
    if (form->in != 1) {
        affine(count, (real)form->in, z, 0, out);
        z = out;
    }
    implementation_run(net->activation.kernel[o], z, out, count, &p);
    if (factor != 1 || shift != 0)
        affine(count, (real)factor, out, (real)shift, out);
}

/* Evaluates the activation (forward) or its slope for the first n rows of a hidden layer. */
static inline void activation_apply(const network *net, op o, const layer *l, size_t n, real *out)
{
    const activation *form = net->activation.form;
    const double began = net->watch ? seconds_now() : 0;
    if (form->sharing == ALPHA_PER_UNIT)
        (o == OP_FORWARD ? leaky_by_unit : leaky_slope_by_unit)(l, n, out);
    else if (o == OP_GRADIENT && net->activation.keeps_output)
        slope_from_output(form->slope, l->y, *l->alpha, n * l->out, out);
    else
        activation_run(net, o, l, n * l->out, out);
    if (net->watch)
        *(o == OP_FORWARD ? &net->watch->forward : &net->watch->gradient) += seconds_now() - began;
}

/* Puts n samples of d, standardised, into the network: those that order names, or the first n where it is
 * NULL. */
static inline void network_load(network *net, const dataset *d, const size_t *order, size_t n)
{
    const real mean = (real)d->mean, factor = (real)(1 / d->deviation);
    for (size_t i = 0; i < n; i++) {
        const uint8_t *pixels = dataset_pixels(d, order ? order[i] : i);
        real *x = net->x + i * d->features;
        for (size_t j = 0; j < d->features; j++)
            x[j] = ((real)pixels[j] - mean) * factor;
    }
}

/* Computes z and y of every layer for the n samples loaded. */
static inline void network_forward(network *net, size_t n)
{
    const real *x = net->x;
    for (size_t i = 0; i <= net->shape.depth; i++) {
        const layer *l = &net->layers[i];
        const size_t rows = n * l->positions;
        if (l->patches != NULL)
            gather_patches(l, n, x);
        for (size_t j = 0; j < rows; j++)
            memcpy(l->z + j * l->out, l->b, l->out * sizeof(real));
        product(CblasNoTrans, CblasNoTrans, rows, l->out, l->in, l->patches ? l->patches : x, l->w, 1, l->z);
        if (i < net->shape.depth && net->shape.batch_norm)
            norm_forward(net, l, rows);
        if (i < net->shape.depth)
            activation_apply(net, OP_FORWARD, l, rows, l->y);
        x = l->y;
    }
}

/* Leaves the softmax of z in p and adds the sample to the sum. */
static inline void softmax(const real *z, size_t classes, size_t label, real *p, loss_sum *sum)
{
    size_t best = 0;
    for (size_t k = 1; k < classes; k++)
        if (z[k] > z[best])
            best = k;
    double total = 0;
    for (size_t k = 0; k < classes; k++) {
        const double e = exp((double)(z[k] - z[best]));
        p[k] = (real)e;
        total += e;
    }
    for (size_t k = 0; k < classes; k++)
        p[k] = (real)((double)p[k] / total);
    if (sum->samples == 0)
        sum->first = best;
    sum->samples++;
    sum->correct += best == label;
    sum->like_first += best == sum->first;
    sum->loss += log(total) - (double)(z[label] - z[best]);
}

/* Adds the n samples of network_forward to *sum, and leaves the gradient of their mean loss in the output
 * layer's delta. */
static inline void network_loss(network *net, const dataset *d, const size_t *order, size_t n, loss_sum *sum)
{
    const layer *l = &net->layers[net->shape.depth];
    for (size_t i = 0; i < n; i++) {
        const size_t label = dataset_label(d, order ? order[i] : i);
        real *p = l->y + i * l->out;
        softmax(l->z + i * l->out, l->out, label, p, sum);
        for (size_t k = 0; k < l->out; k++)
            l->delta[i * l->out + k] = (p[k] - (real)(k == label)) / (real)n;
    }
}

/* From the gradient by a hidden layer's y, in its delta, to those by its z and alpha. */
static inline void backward_through_activation(network *net, const layer *l, size_t n)
{
    const size_t count = n * l->out;
    real *slope = net->slope;
    const alpha_sharing sharing = net->activation.form->sharing;
    if (sharing == ALPHA_PER_UNIT)
        leaky_alpha_by_unit(l, n);
    if (sharing == ALPHA_PER_LAYER) {
        activation_run(net, OP_GRAD_ALPHA, l, count, slope);
        *l->alpha_gradient = _Generic((real)0, float
                                      : cblas_sdot, double
                                      : cblas_ddot)((int)count, l->delta, 1, slope, 1);
    }
    activation_apply(net, OP_GRADIENT, l, n, slope);
    for (size_t i = 0; i < count; i++)
        l->delta[i] *= slope[i];
}

/* Fills net->gradient and every delta after network_loss on the n samples. */
static inline void network_backward(network *net, size_t n)
{
    for (size_t i = net->shape.depth + 1; i-- > 0;) {
        const layer *l = &net->layers[i];
        const size_t rows = n * l->positions;
        if (i < net->shape.depth)
            backward_through_activation(net, l, rows);
        if (i < net->shape.depth && net->shape.batch_norm)
            norm_backward(l, rows);
        const real *x = l->patches ? l->patches : i == 0 ? net->x : net->layers[i - 1].y;
        product(CblasTrans, CblasNoTrans, l->in, l->out, rows, x, l->delta, 0, l->w_gradient);
        product(CblasNoTrans, CblasNoTrans, 1, l->out, rows, net->ones, l->delta, 0, l->b_gradient);
        if (i == 0)
            break;
        real *below = l->patches ? l->patches : net->layers[i - 1].delta;
        product(CblasNoTrans, CblasTrans, rows, l->in, l->out, l->delta, l->w, 0, below);
        if (l->patches != NULL)
            scatter_patches(l, n, net->layers[i - 1].delta);
    }
}

/* One step of Adam with its usual constants (Kingma & Ba 2015, arXiv:1412.6980, algorithm 1). */
static inline void network_step_adam(network *net, double rate)
{
    const double first = 0.9, second = 0.999, epsilon = 1e-8;
    const double steps = (double)++net->steps;
    const real by = (real)(rate / (1 - pow(first, steps))), to_square = (real)(1 / (1 - pow(second, steps)));
    for (size_t i = 0; i < net->parameters; i++) {
        const real g = net->gradient[i];
        net->velocity[i] = (real)first * net->velocity[i] + (real)(1 - first) * g;
        net->square[i] = (real)second * net->square[i] + (real)(1 - second) * g * g;
        net->parameter[i] -= by * net->velocity[i] / ((real)sqrt((double)(net->square[i] * to_square)) + (real)epsilon);
    }
}

/* One step of gradient descent with (heavy-ball) momentum; weights, and they alone, decay. */
static inline void network_step(network *net, double rate, double momentum, double weight_decay)
{
    if (weight_decay != 0)
        for (size_t i = 0; i <= net->shape.depth; i++) {
            const layer *l = &net->layers[i];
            add_scaled(l->in * l->out, (real)weight_decay, l->w, l->w_gradient);
        }
    if (momentum == 0) {
        add_scaled(net->parameters, (real)-rate, net->gradient, net->parameter);
        return;
    }
    scale(net->parameters, (real)momentum, net->velocity);
    add_scaled(net->parameters, (real)-rate, net->gradient, net->velocity);
    add_scaled(net->parameters, 1, net->velocity, net->parameter);
}

#endif
