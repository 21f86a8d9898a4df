/* Tables of a function on [0, END] for an odd function around its value at 0, flat beyond END: f(-x) = 2 f(0)
 * - f(x). */
#ifndef ACTBENCH_CLASSICS_HALF_TABLE_H
#define ACTBENCH_CLASSICS_HALF_TABLE_H

#include "table.h"

/* Defines the point function KIND_ENTRIES, which looks |x| up. For linear tables END is kept an ulp away, so
 * that there is a next entry. */
#define HALF_TABLE(name, kind, entries, end, at_zero)                                                                  \
    CLASSIC kind##_##entries(real x)                                                                                   \
    {                                                                                                                  \
        const real steps = held(fabs(x) * (real)((entries) / (end)), 0, entries);                                      \
        const real above = table_##kind(name##_##entries, steps) - (real)(at_zero);                                    \
        return (real)(at_zero) + copysign(above, x);                                                                   \
    }

#endif
