/* The activations on an approximate exponential, and what its relative error makes of them. */
#ifndef ACTBENCH_CLASSICS_COMPOSED_H
#define ACTBENCH_CLASSICS_COMPOSED_H

#include "pointwise.h"

/* Rounding of the composition itself. */
#ifdef ACTBENCH_REAL_F32
#define COMPOSED_ROUNDING 3e-7
#else
#define COMPOSED_ROUNDING 6e-16
#endif

/* 1/(1 + e): |e/(1 + e)^2| <= 1/4 of the relative error of e. */
#define SIGMOID_ERROR(exp_error) ((exp_error) / 4 / (1 - (exp_error)) + COMPOSED_ROUNDING)
#define TANH_ERROR(exp_error)    (2 * SIGMOID_ERROR(exp_error) + COMPOSED_ROUNDING)
/* e - 1 with e <= 1, alpha = 1. */
#define ELU_ERROR(exp_error) ((exp_error) + COMPOSED_ROUNDING)

CLASSIC sigmoid_of(real exp_of_minus_x)
{
    return 1 / (1 + exp_of_minus_x);
}

/* tanh x = 2 sigmoid(2x) - 1. */
CLASSIC tanh_of(real exp_of_minus_2x)
{
    return 2 / (1 + exp_of_minus_2x) - 1;
}

CLASSIC elu_of(real x, real exp_of_x, real alpha)
{
    return x < 0 ? alpha * (exp_of_x - 1) : x;
}

/* NAME/METHOD on exp_METHOD; the last argument completes the source, and more fields may follow it. */
#define REGISTER_POINTWISE_SIMD_SIGMOID(method, exp_error, ...)                                                        \
    CLASSIC sigmoid_##method(real x)                                                                                   \
    {                                                                                                                  \
        return sigmoid_of(exp_##method(-x));                                                                           \
    }                                                                                                                  \
    REGISTER_POINTWISE_SIMD("sigmoid/" #method, OP_FORWARD, sigmoid_##method, .bound_abs = SIGMOID_ERROR(exp_error),   \
                            .source = "1/(1 + e^-x); " __VA_ARGS__)

#define REGISTER_POINTWISE_SIMD_TANH(method, exp_error, from)                                                          \
    CLASSIC tanh_##method(real x)                                                                                      \
    {                                                                                                                  \
        return tanh_of(exp_##method(-2 * x));                                                                          \
    }                                                                                                                  \
    REGISTER_POINTWISE_SIMD("tanh/" #method, OP_FORWARD, tanh_##method, .source = "2/(1 + e^-2x) - 1; " from,          \
                            .bound_abs = TANH_ERROR(exp_error))

#define REGISTER_POINTWISE_SIMD_ELU(method, exp_error, from)                                                           \
    CLASSIC elu_##method(real x, real alpha)                                                                           \
    {                                                                                                                  \
        return elu_of(x, exp_##method(x), alpha);                                                                      \
    }                                                                                                                  \
    REGISTER_POINTWISE_SIMD_ALPHA("elu/" #method, OP_FORWARD, elu_##method, .source = "alpha (e^x - 1); " from,        \
                                  .bound_abs = ELU_ERROR(exp_error))

#endif
