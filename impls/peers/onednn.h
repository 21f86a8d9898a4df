/* oneDNN (Intel), f32 primitives for deep learning; https://github.com/oneapi-src/oneDNN, C API of version 2. */
#ifndef ACTBENCH_PEERS_ONEDNN_H
#define ACTBENCH_PEERS_ONEDNN_H

#include "registry/implementation.h"

typedef enum onednn_primitive {
    ONEDNN_SIGMOID,
    ONEDNN_TANH,
    ONEDNN_RELU,
    ONEDNN_LEAKY_RELU,
    ONEDNN_ELU,
    ONEDNN_EXP,
    ONEDNN_PRIMITIVES
} onednn_primitive;

/* y = the primitive's forward or (op) backward pass on x, on one thread. A primitive is made for one length
 * and alpha: a thread keeps the last of each kind, so that calls of one length only execute it, as its users
 * do. The backward pass multiplies by the gradient that comes from behind, here an array of ones. */
void onednn_run(onednn_primitive which, op direction, const float *x, float *y, size_t n, const params *p);

#ifdef ACTBENCH_HAVE_ONEDNN
#define REGISTER_ONEDNN(implementation_name, direction, which, ...)                                                    \
    static void which##_##direction(const float *x, float *y, size_t n, const params *p)                               \
    {                                                                                                                  \
        onednn_run(which, direction, x, y, n, p);                                                                      \
    }                                                                                                                  \
    REGISTER(.name = implementation_name, .op = direction, .dtype = DTYPE_F32, .kernel.f32 = which##_##direction,      \
             .origin = ORIGIN_PEER, __VA_ARGS__)
#else
#define REGISTER_ONEDNN(implementation_name, direction, which, ...)                                                    \
    REGISTER(.name = implementation_name, .op = direction, .dtype = DTYPE_F32,                                         \
             .missing = "built without oneDNN 2 (Debian: libdnnl-dev)", .origin = ORIGIN_PEER, __VA_ARGS__)
#endif

#endif
