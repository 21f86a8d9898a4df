/* Kernels whose true ratio is known, for scripts/prove_speed.sh: each pair is one function of its own. */
#include "reference/function.h"

#include <math.h>

static void sigmoid(const float *x, float *y, size_t n)
{
    for (size_t i = 0; i < n; i++)
        y[i] = 1.0f / (1.0f + expf(-x[i]));
}

/* Each kernel reads a word of its own: no compiler or linker may fold two that do so. */
static const volatile int tags[4];

static void same_one(const float *x, float *y, size_t n, const params *p)
{
    (void)p;
    (void)tags[0];
    sigmoid(x, y, n);
}

static void same_other(const float *x, float *y, size_t n, const params *p)
{
    (void)p;
    (void)tags[1];
    sigmoid(x, y, n);
}

static void plain(const float *x, float *y, size_t n, const params *p)
{
    (void)p;
    (void)tags[2];
    sigmoid(x, y, n);
}

/* Computes 3 percent of the elements a second time, in place of nothing. */
static void more(const float *x, float *y, size_t n, const params *p)
{
    (void)p;
    (void)tags[3];
    sigmoid(x, y, n);
    sigmoid(x, y, n * 3 / 100);
}

DEFINE_FUNCTION(proof_same, .name = "proof_same");
DEFINE_FUNCTION(proof_3_percent, .name = "proof_3_percent");

REGISTER(.name = "proof_same/one", .dtype = DTYPE_F32, .kernel.f32 = same_one);
REGISTER(.name = "proof_same/other", .dtype = DTYPE_F32, .kernel.f32 = same_other);
REGISTER(.name = "proof_3_percent/plain", .dtype = DTYPE_F32, .kernel.f32 = plain);
REGISTER(.name = "proof_3_percent/more", .dtype = DTYPE_F32, .kernel.f32 = more);
