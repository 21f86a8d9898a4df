/* splitmix64 (Steele, Lea, Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014): any place
 * of any stream without what came before, so that work can be cut and resumed anywhere. */
#ifndef ACTBENCH_SPLITMIX_H
#define ACTBENCH_SPLITMIX_H

#include <stdint.h>

static inline uint64_t splitmix_mix(uint64_t z)
{
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

/* The i-th number of the stream of a seed. */
static inline uint64_t splitmix_at(uint64_t seed, uint64_t i)
{
    return splitmix_mix(seed + UINT64_C(0x9e3779b97f4a7c15) * (i + 1));
}

#endif
