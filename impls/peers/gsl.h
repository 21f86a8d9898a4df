/* The GNU Scientific Library: scalar, double alone. */
#ifndef ACTBENCH_PEERS_GSL_H
#define ACTBENCH_PEERS_GSL_H

#include "registry/implementation.h"

#include <gsl/gsl_version.h>

/* Registers y = value, an expression in the double x. */
#define REGISTER_GSL(implementation_name, operation, id, value, ...)                                                   \
    static void id(const double *in, double *out, size_t n, const params *p)                                           \
    {                                                                                                                  \
        (void)p;                                                                                                       \
        for (size_t i = 0; i < n; i++) {                                                                               \
            const double x = in[i];                                                                                    \
            out[i] = value;                                                                                            \
        }                                                                                                              \
    }                                                                                                                  \
    REGISTER(.name = implementation_name, .op = operation, .dtype = DTYPE_F64, .kernel.f64 = id,                       \
             .origin = ORIGIN_PEER, .library = "GSL " GSL_VERSION, __VA_ARGS__)

#endif
