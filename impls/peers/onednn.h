/* oneDNN (Intel), f32 primitives for deep learning; https://github.com/oneapi-src/oneDNN, C API of version 2. */
#ifndef ACTBENCH_PEERS_ONEDNN_H
#define ACTBENCH_PEERS_ONEDNN_H

#include "registry/implementation.h"
#include "text.h"

#ifdef ACTBENCH_HAVE_ONEDNN
#include <dnnl_version.h>
#endif

typedef enum onednn_primitive {
    ONEDNN_SIGMOID,
    ONEDNN_TANH,
    ONEDNN_RELU,
    ONEDNN_LEAKY_RELU,
    ONEDNN_ELU,
    ONEDNN_EXP,
    ONEDNN_SILU,
    ONEDNN_GELU,
    ONEDNN_GELU_TANH,
    ONEDNN_SOFTPLUS,
    ONEDNN_LOG_SIGMOID,
    ONEDNN_MISH,
    ONEDNN_HARDSWISH,
    ONEDNN_PRIMITIVES
} onednn_primitive;

/* The library as it is, which uses the widest vectors that the machine has, and a copy of it that is held to AVX2. */
typedef enum onednn_library { ONEDNN_WIDEST, ONEDNN_AVX2, ONEDNN_LIBRARIES } onednn_library;

/* y = the primitive's forward or (op) backward pass on x, on one thread. A primitive is made for one length
 * and alpha: a thread keeps the last of each kind, so that calls of one length only execute it, as its users
 * do. The backward pass multiplies by the gradient that comes from behind, here an array of ones. */
void onednn_run(onednn_library library, onednn_primitive which, op direction, const float *x, float *y, size_t n,
                const params *p);

#define REGISTER_ONEDNN(implementation_name, direction, which, ...)                                                    \
    REGISTER_ONEDNN_ON(ONEDNN_WIDEST, implementation_name, NULL, direction, which, __VA_ARGS__);                       \
    REGISTER_ONEDNN_ON(ONEDNN_AVX2, implementation_name "@avx2", "avx2 fma", direction, which, __VA_ARGS__)

#ifdef ACTBENCH_HAVE_ONEDNN
#define ONEDNN                                                                                                         \
    "oneDNN " PEER_TEXT(DNNL_VERSION_MAJOR) "." PEER_TEXT(DNNL_VERSION_MINOR) "." PEER_TEXT(DNNL_VERSION_PATCH)

#define REGISTER_ONEDNN_ON(on, implementation_name, needs, direction, which, ...)                                      \
    static void on##_##which##_##direction(const float *x, float *y, size_t n, const params *p)                        \
    {                                                                                                                  \
        onednn_run(on, which, direction, x, y, n, p);                                                                  \
    }                                                                                                                  \
    REGISTER(.name = implementation_name, .op = direction, .dtype = DTYPE_F32,                                         \
             .kernel.f32 = on##_##which##_##direction, .isa = needs, .origin = ORIGIN_PEER, .library = ONEDNN,         \
             __VA_ARGS__)
#else
#define REGISTER_ONEDNN_ON(on, implementation_name, needs, direction, which, ...)                                      \
    REGISTER(.name = implementation_name, .op = direction, .dtype = DTYPE_F32, .origin = ORIGIN_PEER,                  \
             .missing = "built without oneDNN 2 (Debian: libdnnl-dev)", __VA_ARGS__)
#endif

#endif
