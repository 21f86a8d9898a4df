/* Without a branch, one element after the other: the sign test becomes a mask on the bits. What a branch costs is
 * the difference to relu/branch, what vectors gain that to relu/select. */
#include "registry/implementation.h"

#include <stdint.h>
#include <string.h>

#ifdef ACTBENCH_REAL_F32
typedef uint32_t real_bits;
#else
typedef uint64_t real_bits;
#endif

static real masked(real x)
{
    real_bits bits;
    memcpy(&bits, &x, sizeof bits);
    bits &= (real_bits)0 - (real_bits) !(x <= 0);
    memcpy(&x, &bits, sizeof bits);
    return x;
}

REGISTER_POINTWISE("relu/mask", OP_FORWARD, masked, .source = "mask by the test x <= 0; a NaN passes through");
