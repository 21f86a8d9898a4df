#include "speed/distribution.h"

#include <gsl/gsl_randist.h>
#include <gsl/gsl_sort_double.h>
#include <gsl/gsl_sort_float.h>
#include <math.h>
#include <string.h>

static double random_sign(gsl_rng *random)
{
    return gsl_rng_uniform(random) < 0.5 ? -1.0 : 1.0;
}

static double draw_normal_1(gsl_rng *random, dtype type)
{
    (void)type;
    return gsl_ran_gaussian_ziggurat(random, 1.0);
}

static double draw_normal_4(gsl_rng *random, dtype type)
{
    (void)type;
    return gsl_ran_gaussian_ziggurat(random, 2.0);
}

static double draw_uniform(gsl_rng *random, dtype type)
{
    (void)type;
    return gsl_ran_flat(random, -8.0, 8.0);
}

static double draw_near_zero(gsl_rng *random, dtype type)
{
    (void)type;
    return gsl_ran_flat(random, -0.01, 0.01);
}

static double draw_middle(gsl_rng *random, dtype type)
{
    (void)type;
    return random_sign(random) * gsl_ran_flat(random, 0.5, 4.0);
}

/* exp(-|x|) rounds to zero beyond 103.98 in float and 745.2 in double. */
static double draw_saturated(gsl_rng *random, dtype type)
{
    const double edge = type == DTYPE_F32 ? 104.0 : 746.0;
    return random_sign(random) * gsl_ran_flat(random, edge, 10.0 * edge);
}

static double draw_subnormal(gsl_rng *random, dtype type)
{
    const double largest = type == DTYPE_F32 ? 0x1p23 : 0x1p52;
    const double smallest = type == DTYPE_F32 ? 0x1p-149 : 0x1p-1074;
    const double steps = floor(1.0 + gsl_rng_uniform(random) * (largest - 1.0));
    return random_sign(random) * steps * smallest;
}

static double draw_nan_laden(gsl_rng *random, dtype type)
{
    const double x = draw_normal_4(random, type);
    return gsl_rng_uniform(random) < 0.1 ? (double)NAN : x;
}

const distribution distributions[] = {
    {"N(0,4)", "normal, variance 4 (sigma 2), signs mixed", draw_normal_4, false},
    {"N(0,1)", "normal, variance 1", draw_normal_1, false},
    {"uniform(-8,8)", "uniform", draw_uniform, false},
    {"sorted N(0,4)", "the same values in ascending order: every branch on x is predicted", draw_normal_4,
     true},
    {"near 0", "uniform on (-0.01, 0.01)", draw_near_zero, false},
    {"middle", "0.5 <= |x| < 4", draw_middle, false},
    {"saturated", "|x| so large that exp(-|x|) rounds to 0", draw_saturated, false},
    {"subnormal", "every x subnormal", draw_subnormal, false},
    {"NaN-laden", "N(0,4), one in ten a NaN", draw_nan_laden, false},
};
const size_t distribution_count = sizeof distributions / sizeof distributions[0];

int distribution_find(const char *name)
{
    for (size_t i = 0; i < distribution_count; i++)
        if (strcmp(distributions[i].name, name) == 0)
            return (int)i;
    return -1;
}

size_t dtype_size(dtype type)
{
    return type == DTYPE_F32 ? sizeof(float) : sizeof(double);
}

static void sort_blocks(dtype type, void *values, size_t n, size_t block)
{
    for (size_t at = 0; at < n; at += block) {
        const size_t count = n - at < block ? n - at : block;
        if (type == DTYPE_F32)
            gsl_sort_float((float *)values + at, 1, count);
        else
            gsl_sort((double *)values + at, 1, count);
    }
}

void distribution_fill(const distribution *d, dtype type, uint64_t seed, void *out, size_t n, size_t block)
{
    gsl_rng *random = gsl_rng_alloc(gsl_rng_mt19937);
    gsl_rng_set(random, (unsigned long)seed);
    for (size_t i = 0; i < n; i++) {
        const double x = d->draw(random, type);
        if (type == DTYPE_F32)
            ((float *)out)[i] = (float)x;
        else
            ((double *)out)[i] = x;
    }
    gsl_rng_free(random);
    if (d->sorted)
        sort_blocks(type, out, n, block);
}

void clear_signs(dtype type, void *values, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (type == DTYPE_F32)
            ((float *)values)[i] = fabsf(((float *)values)[i]);
        else
            ((double *)values)[i] = fabs(((double *)values)[i]);
    }
}
