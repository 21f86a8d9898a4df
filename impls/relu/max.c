/* max(0, x) by the C library's fmax, which drops a NaN. Of two zeros it may choose either, even a different
 * one in a vectorised loop and behind it: adding 0 makes both +0. */
#include "registry/implementation.h"

static real max(real x)
{
    return fmax(x, (real)0) + 0;
}

REGISTER_POINTWISE("relu/max", OP_FORWARD, max, .source = "max(0, x) by fmax");
