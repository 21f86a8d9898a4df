/* XNNPACK (Google), f32 operators for neural network inference; https://github.com/google/XNNPACK. */
#ifndef ACTBENCH_PEERS_XNNPACK_H
#define ACTBENCH_PEERS_XNNPACK_H

#include "registry/implementation.h"

typedef enum xnnpack_operator {
    XNNPACK_SIGMOID,
    XNNPACK_RELU,
    XNNPACK_LEAKY_RELU,
    XNNPACK_ELU,
    XNNPACK_OPERATORS
} xnnpack_operator;

/* y = the operator on x. The operator is created at a thread's first call (and anew for another alpha), so
 * that a later call sets it up and runs it, as its users do. */
void xnnpack_run(xnnpack_operator which, const float *x, float *y, size_t n, const params *p);

/* Operators run with denormals disabled, whatever the caller's mode: subnormal inputs and results become 0. */
#ifdef ACTBENCH_HAVE_XNNPACK
#define REGISTER_XNNPACK(implementation_name, which, ...)                                                              \
    static void which##_kernel(const float *x, float *y, size_t n, const params *p)                                    \
    {                                                                                                                  \
        xnnpack_run(which, x, y, n, p);                                                                                \
    }                                                                                                                  \
    REGISTER(.name = implementation_name, .op = OP_FORWARD, .dtype = DTYPE_F32, .kernel.f32 = which##_kernel,          \
             .flushes_subnormals = true, .origin = ORIGIN_PEER, __VA_ARGS__)
#else
#define REGISTER_XNNPACK(implementation_name, which, ...)                                                              \
    REGISTER(.name = implementation_name, .op = OP_FORWARD, .dtype = DTYPE_F32,                                        \
             .missing = "built without XNNPACK (Debian: libxnnpack-dev libpthreadpool-dev)", .origin = ORIGIN_PEER,    \
             __VA_ARGS__)
#endif

#endif
