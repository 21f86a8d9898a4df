/* Eight doubles and eight 64-bit masks as the compilers' generic vectors: one source for every instruction
 * set. */
#ifndef ACTBENCH_LANES_H
#define ACTBENCH_LANES_H

#include <stddef.h>
#include <stdint.h>

typedef double lanes __attribute__((vector_size(64), may_alias));
typedef int64_t mask __attribute__((vector_size(64), may_alias));
typedef double unaligned_lanes __attribute__((vector_size(64), may_alias, aligned(8)));

#define LANES_INLINE static inline __attribute__((always_inline))

LANES_INLINE lanes lanes_load(const double *p)
{
    return *(const lanes *)p;
}

LANES_INLINE lanes lanes_all(double value)
{
    return (lanes){0} + value;
}

LANES_INLINE lanes lanes_select(mask m, lanes yes, lanes no)
{
    return (lanes)((m & (mask)yes) | (~m & (mask)no));
}

/* value where the mask is set, +0 elsewhere. */
LANES_INLINE lanes lanes_where(mask m, lanes value)
{
    return (lanes)(m & (mask)value);
}

LANES_INLINE lanes lanes_abs(lanes v)
{
    return (lanes)((mask)v & INT64_MAX);
}

LANES_INLINE lanes lanes_max(lanes a, lanes b)
{
    return lanes_select(a > b, a, b);
}

LANES_INLINE lanes lanes_min(lanes a, lanes b)
{
    return lanes_select(a < b, a, b);
}

/* All ones where the sign bits differ. */
LANES_INLINE mask lanes_signs_differ(lanes a, lanes b)
{
    return ((mask)a ^ (mask)b) < 0;
}

LANES_INLINE mask lanes_is_nan(lanes v)
{
    return v != v;
}

LANES_INLINE double lanes_sum(lanes v)
{
    return ((v[0] + v[1]) + (v[2] + v[3])) + ((v[4] + v[5]) + (v[6] + v[7]));
}

LANES_INLINE double lanes_largest(lanes v)
{
    double largest = v[0];
    for (int i = 1; i < 8; i++)
        largest = v[i] > largest ? v[i] : largest;
    return largest;
}

LANES_INLINE double lanes_smallest(lanes v)
{
    return -lanes_largest(-v);
}

/* How many lanes of -1 were added up in counts. */
LANES_INLINE uint64_t lanes_count(mask counts)
{
    int64_t sum = 0;
    for (int i = 0; i < 8; i++)
        sum -= counts[i];
    return (uint64_t)sum;
}

#endif
