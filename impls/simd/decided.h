/* Correctly rounded floats from double lanes: where the error of a result might reach over a midpoint of floats, it is
 * computed again in long double (A. Ziv, Fast evaluation of elementary mathematical functions with correctly rounded
 * last bit, ACM TOMS 17, 1991). Some 2^-24 of the results are. */
#ifndef ACTBENCH_SIMD_DECIDED_H
#define ACTBENCH_SIMD_DECIDED_H

#include "map.h"
#include "vector.h"

typedef long double long_function(long double x);

/* What f's results may be off by, relative to them. */
#define DECIDED_ERROR 0x1p-48

INLINE int f64_undecided(f64v y)
{
    return f64_differ_as_f32(y * f64_set(1 - DECIDED_ERROR), y * f64_set(1 + DECIDED_ERROR));
}

__attribute__((noinline, cold)) static void f64_decide(const double *x, double *y, size_t n, long_function *exact)
{
    for (size_t i = 0; i < n; i++)
        if ((float)(y[i] * (1 - DECIDED_ERROR)) != (float)(y[i] * (1 + DECIDED_ERROR)))
            y[i] = (double)(float)exact((long double)x[i]);
}

/* The results of `count` vectors at x. */
INLINE void f32_decided_block(const f64v *x, f64v *y, int count, f64_function *f, long_function *exact)
{
    int undecided = 0;
    for (int k = 0; k < count; k++)
        y[k] = f(x[k], f64_set(0));
    for (int k = 0; k < count; k++)
        undecided |= f64_undecided(y[k]);
    if (__builtin_expect(undecided != 0, 0)) {
        double in[MAP_BLOCK * F64_LANES], out[MAP_BLOCK * F64_LANES];
        for (int k = 0; k < count; k++) {
            f64_store(in + k * F64_LANES, x[k]);
            f64_store(out + k * F64_LANES, y[k]);
        }
        f64_decide(in, out, (size_t)(count * F64_LANES), exact);
        for (int k = 0; k < count; k++)
            y[k] = f64_load(out + k * F64_LANES);
    }
}

/* f at n elements, and `exact` where f leaves a doubt. */
INLINE void f32_map_decided(const float *x, float *y, size_t n, f64_function *f, long_function *exact)
{
    const float *const end = x + n;
    f64v in[MAP_BLOCK], out[MAP_BLOCK];
    for (; end - x >= MAP_BLOCK * F64_LANES; x += MAP_BLOCK * F64_LANES, y += MAP_BLOCK * F64_LANES) {
        for (int k = 0; k < MAP_BLOCK; k++)
            in[k] = f64_load_f32(x + k * F64_LANES);
        f32_decided_block(in, out, MAP_BLOCK, f, exact);
        for (int k = 0; k < MAP_BLOCK; k++)
            f64_store_f32(y + k * F64_LANES, out[k]);
    }
    for (; end - x >= F64_LANES; x += F64_LANES, y += F64_LANES) {
        in[0] = f64_load_f32(x);
        f32_decided_block(in, out, 1, f, exact);
        f64_store_f32(y, out[0]);
    }
    if (end != x) {
        in[0] = f64_load_first_f32(x, (size_t)(end - x));
        f32_decided_block(in, out, 1, f, exact);
        f64_store_first_f32(y, out[0], (size_t)(end - x));
    }
}

#endif
