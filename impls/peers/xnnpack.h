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

/* The library as it is, which uses the widest vectors that the machine has, and a copy of it that is held to AVX2. */
typedef enum xnnpack_library { XNNPACK_WIDEST, XNNPACK_AVX2, XNNPACK_LIBRARIES } xnnpack_library;

/* y = the operator on x. The operator is created at a thread's first call (and anew for another alpha), so
 * that a later call sets it up and runs it, as its users do. */
void xnnpack_run(xnnpack_library library, xnnpack_operator which, const float *x, float *y, size_t n, const params *p);

#define REGISTER_XNNPACK(implementation_name, which, ...)                                                              \
    REGISTER_XNNPACK_ON(XNNPACK_WIDEST, implementation_name, NULL, which, __VA_ARGS__);                                \
    REGISTER_XNNPACK_ON(XNNPACK_AVX2, implementation_name "@avx2", "avx2 fma", which, __VA_ARGS__)

/* Operators run with denormals disabled, whatever the caller's mode: subnormal inputs and results become 0. */
#ifdef ACTBENCH_HAVE_XNNPACK
#define REGISTER_XNNPACK_ON(on, implementation_name, needs, which, ...)                                                \
    static void on##_##which(const float *x, float *y, size_t n, const params *p)                                      \
    {                                                                                                                  \
        xnnpack_run(on, which, x, y, n, p);                                                                            \
    }                                                                                                                  \
    REGISTER(.name = implementation_name, .op = OP_FORWARD, .dtype = DTYPE_F32, .kernel.f32 = on##_##which,            \
             .isa = needs, .origin = ORIGIN_PEER, .library = "XNNPACK " ACTBENCH_XNNPACK_VERSION,                      \
             .flushes_subnormals = true, __VA_ARGS__)
#else
#define REGISTER_XNNPACK_ON(on, implementation_name, needs, which, ...)                                                \
    REGISTER(.name = implementation_name, .op = OP_FORWARD, .dtype = DTYPE_F32, .origin = ORIGIN_PEER,                 \
             .missing = "built without XNNPACK (Debian: libxnnpack-dev libpthreadpool-dev libcpuinfo-dev)",            \
             __VA_ARGS__)
#endif

#endif
