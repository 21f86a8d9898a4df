/* SLEEF: N. Shibata and F. Petrogalli, "SLEEF: A Portable Vectorized Library of C Standard Mathematical
 * Functions", IEEE TPDS 31 (2020) 1316-1327. u10 and u35 name the bound that each of its functions
 * claims, 1.0 and 3.5 ULP. */
#ifndef ACTBENCH_PEERS_SLEEF_H
#define ACTBENCH_PEERS_SLEEF_H

#if defined(ACTBENCH_HAVE_SLEEF) && defined(__x86_64__)
#include "vector.h"

#include <sleef.h>

#ifdef ACTBENCH_REAL_F32
#define SLEEF_512(f, bound) Sleef_##f##f16_##bound##avx512f
#define SLEEF_256(f, bound) Sleef_##f##f8_##bound##avx2
#define SLEEF_128(f, bound) Sleef_##f##f4_##bound##sse2
#else
#define SLEEF_512(f, bound) Sleef_##f##d8_##bound##avx512f
#define SLEEF_256(f, bound) Sleef_##f##d4_##bound##avx2
#define SLEEF_128(f, bound) Sleef_##f##d2_##bound##sse2
#endif

/* The header has those of the instruction sets that the file is compiled for. */
#define SLEEF_DECLARE(f, bound)                                                                                        \
    TARGET_AVX512 extern vector512 SLEEF_512(f, bound)(vector512);                                                     \
    TARGET_AVX2 extern vector256 SLEEF_256(f, bound)(vector256)
SLEEF_DECLARE(exp, u10);
SLEEF_DECLARE(expm1, u10);
SLEEF_DECLARE(log1p, u10);
SLEEF_DECLARE(erf, u10);
SLEEF_DECLARE(tanh, u10);
SLEEF_DECLARE(tanh, u35);

#define SLEEF                                                                                                          \
    "SLEEF " PEER_TEXT(SLEEF_VERSION_MAJOR) "." PEER_TEXT(SLEEF_VERSION_MINOR) "." PEER_TEXT(SLEEF_VERSION_PATCHLEVEL)

/* SLEEF's function f of a vector. */
#define sleef(f, bound, v) VECTOR_CALL(v, SLEEF_512(f, bound), SLEEF_256(f, bound), SLEEF_128(f, bound))

#define REGISTER_POINTWISE_SLEEF(implementation_name, operation, id, call, value, ...)                                 \
    VECTOR_KERNEL(id, call, value)                                                                                     \
    REGISTER_VECTOR(SLEEF, implementation_name, operation, id, __VA_ARGS__)
#else
#include "registry/implementation.h"

#define REGISTER_POINTWISE_SLEEF(implementation_name, operation, id, call, value, ...)                                 \
    REGISTER(.name = implementation_name, .op = operation, .dtype = ACTBENCH_REAL_DTYPE,                               \
             .missing = "built without SLEEF (Debian: libsleef-dev)", .origin = ORIGIN_PEER, __VA_ARGS__)
#endif

#endif
