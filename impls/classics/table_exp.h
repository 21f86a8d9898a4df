/* e^x = 2^k 2^f with 2^f, 0 <= f < 1, from a table of equal steps. */
#ifndef ACTBENCH_CLASSICS_TABLE_EXP_H
#define ACTBENCH_CLASSICS_TABLE_EXP_H

#include "table.h"

#ifdef ACTBENCH_REAL_F32
#define TABLE_EXP_LOW      (-87.0f)
#define TABLE_EXP_HIGH     88.5f
#define TABLE_EXP_ROUNDING 1e-5
#else
#define TABLE_EXP_LOW      (-708.0)
#define TABLE_EXP_HIGH     709.5
#define TABLE_EXP_ROUNDING 2e-13
#endif

/* With step h: half a step of ln 2, and h^2/8 of its square. */
#define TABLE_EXP_NEAREST_ERROR(entries) (LN_2 / 2 / (entries)*1.01 + TABLE_EXP_ROUNDING)
#define TABLE_EXP_LINEAR_ERROR(entries)  (LN_2 * LN_2 / 8 / (entries) / (entries)*1.02 + TABLE_EXP_ROUNDING)

/* x = (k + t/entries) ln 2 with 0 <= t <= entries: for a tiny negative x, t rounds up. */
typedef struct table_place {
    integer k;
    real t;
} table_place;

__attribute__((always_inline)) static inline table_place table_exp_place(real x, int entries)
{
    const real z = held(x, TABLE_EXP_LOW, TABLE_EXP_HIGH) * (real)LOG2_E, k = floor(z);
    return (table_place){(integer)k, (z - k) * (real)entries};
}

CLASSIC exp_table_nearest(const real *table, int entries, real x)
{
    const table_place at = table_exp_place(x, entries);
    return table_nearest(table, at.t) * power_of_two(at.k);
}

CLASSIC exp_table_linear(const real *table, int entries, real x)
{
    const table_place at = table_exp_place(x, entries);
    return table_linear(table, at.t) * power_of_two(at.k);
}

static double table_exp2(double f)
{
    return exp2(f);
}

#endif
