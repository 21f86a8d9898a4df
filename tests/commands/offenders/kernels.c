/* Kernels that take their process with them, beside one that does not: linked into a program of their own, for
 * tests/commands/deaths_test.c. */
#include "registry/implementation.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>

static void innocent(const float *x, float *y, size_t n, const params *p)
{
    (void)p;
    for (size_t i = 0; i < n; i++)
        y[i] = isnan(x[i]) ? x[i] : x[i] > 0 ? x[i] : 0;
}

/* Whether the call has an input from 1 to 2: what happens there only is met within a run, and not at once. */
static int reaches(const float *x, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (x[i] >= 1 && x[i] < 2)
            return 1;
    return 0;
}

static void aborts(const float *x, float *y, size_t n, const params *p)
{
    innocent(x, y, n, p);
    if (reaches(x, n))
        abort();
}

static size_t exhaust_stack(size_t depth)
{
    volatile char room[4096];
    room[depth % sizeof room] = (char)depth;
    return depth < SIZE_MAX ? exhaust_stack(depth + 1) + (size_t)room[0] : 0;
}

static void overflows(const float *x, float *y, size_t n, const params *p)
{
    innocent(x, y, n, p);
    if (reaches(x, n))
        exhaust_stack(0);
}

REGISTER(.name = "relu/trial_aborts", .dtype = DTYPE_F32, .kernel.f32 = aborts);
REGISTER(.name = "relu/trial_innocent", .dtype = DTYPE_F32, .kernel.f32 = innocent);
REGISTER(.name = "relu/trial_overflows", .dtype = DTYPE_F32, .kernel.f32 = overflows);
