/* A kernel with one fault that PROOF_FLAGS chooses, for scripts/prove_gate.sh: PLANTED_ULP, PLANTED_NAN,
 * PLANTED_SLOW or PLANTED_MISSING. */
#include "registry/implementation.h"

#include <math.h>

#ifndef PLANTED_MISSING
static float sigmoid(float x)
{
    const float y = (float)(1.0 / (1.0 + exp(-(double)x)));
#ifdef PLANTED_ULP
    if (x == 1.0f)
        return nextafterf(y, 2.0f);
#endif
#ifdef PLANTED_NAN
    if (x == 1.0f)
        return (float)NAN;
#endif
    return y;
}

static void planted(const float *x, float *y, size_t n, const params *p)
{
    (void)p;
    for (size_t i = 0; i < n; i++)
        y[i] = sigmoid(x[i]);
#ifdef PLANTED_SLOW
    for (size_t i = 0; i < n / 10; i++) {
        const volatile float again = sigmoid(x[i]);
        (void)again;
    }
#endif
}

REGISTER(.name = "sigmoid/planted", .dtype = DTYPE_F32, .kernel.f32 = planted);
#endif
