/* e^x = 2^k e^r, e^r by a polynomial of degree 5 whose coefficients bend it towards both ends, ln 2 as one float: the
 * quick exponential of Intel's kernels that PyTorch calls exp_u20 (aten/src/ATen/cpu/vec/vec512/vec512_float.h), said to be
 * within 20 ULP. Subnormal results are 0, a NaN is the largest result. */
#ifndef ACTBENCH_CLASSICS_EXP_U20_H
#define ACTBENCH_CLASSICS_EXP_U20_H

#include "bits.h"

#define EXP_U20_SOURCE "e^x by the polynomial of degree 5 of PyTorch's exp_u20, said to be within 20 ULP"

CLASSIC exp_u20(real x)
{
    static const double c[] = {1, 0x1.fffff6p-1, 0x1.fffdc6p-2, 0x1.555a8p-3, 0x1.573a1ap-5, 0x1.0f9f9cp-7};
    const real low = -0x1.5d58ap+6F, high = 0x1.62e43p+6F;
    const real below = x < high ? x : high, safe = below > low ? below : low;
    const real k = floor(fma(safe, (real)LOG2_E, (real)0.5));
    const real r = fma(-k, (real)LN_2, safe);
    const real y = fused_horner(c, 5, r) * power_of_two((integer)k - 1) * 2;
    return x < low ? 0 : y;
}

#endif
