/* Tables of a function at equal steps, filled before main: the value at the nearest step, or the straight
 * line between two steps. An old way to spare the exponential; word2vec's logistic function (Mikolov et al.
 * 2013) is the nearest kind. */
#ifndef ACTBENCH_CLASSICS_TABLE_H
#define ACTBENCH_CLASSICS_TABLE_H

#include "bits.h"

/* table[i] = f(i * end / entries) for i = 0..entries + 1: a place that rounds up to the end has a next entry
 * too. */
static void table_fill(real *table, int entries, double end, double (*f)(double))
{
    for (int i = 0; i <= entries + 1; i++)
        table[i] = (real)f(i * end / entries);
}

/* Defines NAME_ENTRIES, a table of f on [0, end] with that many steps. */
#define TABLE(name, entries, end, f)                                                                                   \
    static real name##_##entries[(entries) + 2];                                                                       \
    __attribute__((constructor)) static void fill_##name##_##entries(void)                                             \
    {                                                                                                                  \
        table_fill(name##_##entries, entries, end, f);                                                                 \
    }

/* t counts steps, 0 <= t <= entries. */
CLASSIC table_nearest(const real *table, real t)
{
    return table[(int32_t)(t + (real)0.5)];
}

/* t counts steps, 0 <= t <= entries. */
CLASSIC table_linear(const real *table, real t)
{
    const int32_t i = (int32_t)t;
    return table[i] + (t - (real)i) * (table[i + 1] - table[i]);
}

#endif
