#include "truth/compositions.h"

#include <string.h>

/* Of BASE_EXP: e = e^-m, d = 1 - e. */
static long double exp_plus(long double e, long double d)
{
    (void)d;
    return 1 / e;
}

static long double exp_minus(long double e, long double d)
{
    (void)d;
    return e;
}

static long double expm1_plus(long double e, long double d)
{
    return d / e;
}

static long double expm1_minus(long double e, long double d)
{
    (void)e;
    return -d;
}

static long double sigmoid_plus(long double e, long double d)
{
    (void)d;
    return 1 / (1 + e);
}

static long double sigmoid_minus(long double e, long double d)
{
    (void)d;
    return e / (1 + e);
}

static long double sigmoid_gradient(long double e, long double d)
{
    (void)d;
    return e / ((1 + e) * (1 + e));
}

static long double tanh_plus(long double e, long double d)
{
    return d * (1 + e) / (1 + e * e);
}

static long double tanh_minus(long double e, long double d)
{
    return -tanh_plus(e, d);
}

static long double tanh_gradient(long double e, long double d)
{
    (void)d;
    const long double square = e * e;
    return 4 * square / ((1 + square) * (1 + square));
}

static long double first_value(long double first, long double second)
{
    (void)second;
    return first;
}

static long double minus_first_value(long double first, long double second)
{
    (void)second;
    return -first;
}

static long double second_value(long double first, long double second)
{
    (void)first;
    return second;
}

/* elu's are those for alpha = 1. */
static const composed_op composed[] = {
    {"exp", OP_FORWARD, false, BASE_EXP, {exp_plus, exp_minus}},
    {"expm1", OP_FORWARD, true, BASE_EXP, {expm1_plus, expm1_minus}},
    {"log1p", OP_FORWARD, true, BASE_LOG1P, {first_value, second_value}},
    {"erf", OP_FORWARD, true, BASE_ERF, {first_value, minus_first_value}},
    {"sigmoid", OP_FORWARD, false, BASE_EXP, {sigmoid_plus, sigmoid_minus}},
    {"sigmoid", OP_GRADIENT, false, BASE_EXP, {sigmoid_gradient, sigmoid_gradient}},
    {"tanh", OP_FORWARD, true, BASE_EXP, {tanh_plus, tanh_minus}},
    {"tanh", OP_GRADIENT, false, BASE_EXP, {tanh_gradient, tanh_gradient}},
    {"elu", OP_FORWARD, true, BASE_EXP, {NULL, expm1_minus}},
    {"elu", OP_GRADIENT, false, BASE_EXP, {NULL, exp_minus}},
    {"elu", OP_GRAD_ALPHA, true, BASE_EXP, {NULL, expm1_minus}},
    {"relu", OP_FORWARD, true, BASE_COUNT, {NULL, NULL}},
    {"leaky_relu", OP_FORWARD, true, BASE_COUNT, {NULL, NULL}},
    {"leaky_relu", OP_GRAD_ALPHA, true, BASE_COUNT, {NULL, NULL}},
    {"prelu", OP_FORWARD, true, BASE_COUNT, {NULL, NULL}},
    {"prelu", OP_GRAD_ALPHA, true, BASE_COUNT, {NULL, NULL}},
};

const composed_op *composed_find(const function *f, op operation)
{
    for (size_t i = 0; i < sizeof composed / sizeof composed[0]; i++)
        if (composed[i].op == operation && strcmp(composed[i].function, f->name) == 0)
            return &composed[i];
    return NULL;
}
