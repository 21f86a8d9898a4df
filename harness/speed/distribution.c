#include "speed/distribution.h"

#include "registry/registry.h"
#include "support/length.h"
#include "support/memory.h"

#include <gsl/gsl_randist.h>
#include <gsl/gsl_sort_double.h>
#include <gsl/gsl_sort_float.h>
#include <math.h>
#include <stdlib.h>

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

/* exp(-|x|) rounds to zero beyond half the least subnormal number. */
static double draw_saturated(gsl_rng *random, dtype type)
{
    static const double edges[DTYPE_COUNT] = {
        [DTYPE_F32] = 104.0, [DTYPE_F64] = 746.0, [DTYPE_F16] = 17.5, [DTYPE_BF16] = 93.0};
    const double edge = edges[type];
    return random_sign(random) * gsl_ran_flat(random, edge, 10.0 * edge);
}

static double draw_subnormal(gsl_rng *random, dtype type)
{
    static const struct {
        double largest, smallest; /* the first in units of the second */
    } subnormals[DTYPE_COUNT] = {[DTYPE_F32] = {0x1p23, 0x1p-149},
                                 [DTYPE_F64] = {0x1p52, 0x1p-1074},
                                 [DTYPE_F16] = {0x1p10, 0x1p-24},
                                 [DTYPE_BF16] = {0x1p7, 0x1p-133}};
    const double steps = floor(1.0 + gsl_rng_uniform(random) * (subnormals[type].largest - 1.0));
    return random_sign(random) * steps * subnormals[type].smallest;
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
    {"sorted N(0,4)", "the same values in ascending order: every branch on x is predicted", draw_normal_4, true},
    {"near 0", "uniform on (-0.01, 0.01)", draw_near_zero, false},
    {"middle", "0.5 <= |x| < 4", draw_middle, false},
    {"saturated", "|x| so large that exp(-|x|) rounds to 0", draw_saturated, false},
    {"subnormal", "every x subnormal", draw_subnormal, false},
    {"NaN-laden", "N(0,4), one in ten a NaN", draw_nan_laden, false},
};
const size_t distribution_count = LENGTH(distributions);

int distribution_find(const char *name)
{
    for (size_t i = 0; i < distribution_count; i++)
        if (strcmp(distributions[i].name, name) == 0)
            return (int)i;
    return -1;
}

static void sort_halves(dtype type, uint16_t *values, size_t n)
{
    double *wide = memory_or_exit(malloc((n > 0 ? n : 1) * sizeof *wide));
    for (size_t i = 0; i < n; i++)
        wide[i] = dtype_get(type, values, i);
    gsl_sort(wide, 1, n);
    for (size_t i = 0; i < n; i++)
        dtype_set(type, values, i, wide[i]);
    free(wide);
}

static void sort_blocks(dtype type, void *values, size_t n, size_t block)
{
    for (size_t at = 0; at < n; at += block) {
        const size_t count = n - at < block ? n - at : block;
        if (type == DTYPE_F32)
            gsl_sort_float((float *)values + at, 1, count);
        else if (type == DTYPE_F64)
            gsl_sort((double *)values + at, 1, count);
        else
            sort_halves(type, (uint16_t *)values + at, count);
    }
}

void distribution_fill(const distribution *d, dtype type, uint64_t seed, void *out, size_t n, size_t block)
{
    gsl_rng *random = gsl_rng_alloc(gsl_rng_mt19937);
    gsl_rng_set(random, (unsigned long)seed);
    for (size_t i = 0; i < n; i++)
        dtype_set(type, out, i, d->draw(random, type));
    gsl_rng_free(random);
    if (d->sorted)
        sort_blocks(type, out, n, block);
}

void clear_signs(dtype type, void *values, size_t n)
{
    for (size_t i = 0; i < n; i++)
        dtype_set(type, values, i, fabs(dtype_get(type, values, i)));
}
