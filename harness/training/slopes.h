/* What a trainer computes itself, for want of a kernel with that signature: the slope of an activation from the
 * output that the forward pass has kept, and a leaky ReLU with an alpha for each unit. */
#ifndef ACTBENCH_SLOPES_H
#define ACTBENCH_SLOPES_H

#include "training/network.h"

/* f'(z) of n elements from y = f(z). */
static inline void slope_from_output(output_slope how, const real *y, real alpha, size_t n, real *slope)
{
    switch (how) {
    case SLOPE_OF_SIGMOID:
        for (size_t i = 0; i < n; i++)
            slope[i] = y[i] * (1 - y[i]);
        break;
    case SLOPE_OF_TANH:
        for (size_t i = 0; i < n; i++)
            slope[i] = 1 - y[i] * y[i];
        break;
    case SLOPE_OF_ELU:
        for (size_t i = 0; i < n; i++)
            slope[i] = y[i] > 0 ? 1 : y[i] + alpha;
        break;
    default:
        for (size_t i = 0; i < n; i++)
            slope[i] = y[i] > 0 ? 1 : 0;
    }
}

/* y = z above 0, else alpha z with the alpha of the unit, for n samples. */
static inline void leaky_by_unit(const layer *l, size_t n, real *y)
{
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < l->out; j++) {
            const real z = l->z[i * l->out + j];
            y[i * l->out + j] = z > 0 ? z : l->alpha[j] * z;
        }
}

static inline void leaky_slope_by_unit(const layer *l, size_t n, real *slope)
{
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < l->out; j++)
            slope[i * l->out + j] = l->z[i * l->out + j] > 0 ? 1 : l->alpha[j];
}

/* The gradient by each unit's alpha, from that by y in delta. */
static inline void leaky_alpha_by_unit(const layer *l, size_t n)
{
    memset(l->alpha_gradient, 0, l->out * sizeof(real));
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < l->out; j++) {
            const real z = l->z[i * l->out + j];
            l->alpha_gradient[j] += z > 0 ? 0 : l->delta[i * l->out + j] * z;
        }
}

#endif
