/* libmvec, the vector functions of the GNU C library, by the names of its x86-64 vector ABI. */
#ifndef ACTBENCH_PEERS_LIBMVEC_H
#define ACTBENCH_PEERS_LIBMVEC_H

#ifdef ACTBENCH_HAVE_LIBMVEC
#include "vector.h"

#ifdef ACTBENCH_REAL_F32
#define LIBMVEC_512(function) _ZGVeN16v_##function##f
#define LIBMVEC_256(function) _ZGVdN8v_##function##f
#define LIBMVEC_128(function) _ZGVbN4v_##function##f
#else
#define LIBMVEC_512(f) _ZGVeN8v_##f
#define LIBMVEC_256(f) _ZGVdN4v_##f
#define LIBMVEC_128(f) _ZGVbN2v_##f
#endif

#define LIBMVEC_DECLARE(f) VECTOR_DECLARE(LIBMVEC_512(f), LIBMVEC_256(f), LIBMVEC_128(f))
LIBMVEC_DECLARE(exp);
LIBMVEC_DECLARE(expm1);
LIBMVEC_DECLARE(log1p);
LIBMVEC_DECLARE(erf);
LIBMVEC_DECLARE(tanh);

#define LIBMVEC "libmvec " PEER_TEXT(__GLIBC__) "." PEER_TEXT(__GLIBC_MINOR__)

/* libmvec's function f of a vector. */
#define libmvec(f, v) VECTOR_CALL(v, LIBMVEC_512(f), LIBMVEC_256(f), LIBMVEC_128(f))

#define REGISTER_POINTWISE_LIBMVEC(implementation_name, operation, id, call, value, ...)                               \
    VECTOR_KERNEL(id, call, value)                                                                                     \
    REGISTER_VECTOR(LIBMVEC, implementation_name, operation, id, __VA_ARGS__)
#else
#include "registry/implementation.h"

#define REGISTER_POINTWISE_LIBMVEC(implementation_name, operation, id, call, value, ...)                               \
    REGISTER(.name = implementation_name, .op = operation, .dtype = ACTBENCH_REAL_DTYPE,                               \
             .missing = "built without libmvec (glibc 2.35 or later on x86-64)", .origin = ORIGIN_PEER, __VA_ARGS__)
#endif

#endif
