/* leaky ReLU by its definition, and its two partial derivatives; PReLU is the same function of x, its alpha
 * learned. */
#ifndef ACTBENCH_LEAKY_BY_CASES_H
#define ACTBENCH_LEAKY_BY_CASES_H

#include "registry/implementation.h"

static inline real leaky(real x, real alpha)
{
    return x > 0 ? x : alpha * x;
}

static inline real leaky_gradient(real x, real alpha)
{
    return x > 0 ? 1 : alpha;
}

static inline real leaky_grad_alpha(real x)
{
    return x > 0 ? 0 : x;
}

#endif
