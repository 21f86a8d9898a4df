/* Odds and logit in float32: what IEEE arithmetic makes of y/(1-y), and how much of x survives
 * logit(sigmoid(x)). */
#include "claims/float_maps.h"
#include "claims/identities.h"
#include "support/interrupt.h"

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

/* Beyond these magnitudes sigmoid is 1/2 or saturated in float32: there a sample of the inputs is enough. */
static const float smallest_moving = 0x1p-27f, largest_moving = 128;
enum { SAMPLE_STRIDE = 4096 };

static float odds(float y)
{
    return y / (1 - y);
}

static float round_trip(float x)
{
    return logf(odds(1 / (1 + expf(-x))));
}

typedef struct losses {
    uint64_t n;
    double error; /* largest, in ulp(x), where the result is finite */
    float error_at;
    float infinite_above; /* smallest x > 0 that comes back infinite */
    float infinite_below; /* largest x < 0 that does */
    float zero;           /* largest |x| that comes back as 0 */
} losses;

/* ulp of a float32: the spacing of the floats in its binade. */
static double ulp(float x)
{
    int exponent;
    frexpf(x, &exponent);
    return ldexp(1, (exponent - 1 < FLT_MIN_EXP - 1 ? FLT_MIN_EXP - 1 : exponent - 1) - FLT_MANT_DIG + 1);
}

static void take(losses *l, float x)
{
    const float back = round_trip(x);
    l->n++;
    if (isinf(back)) {
        if (x > 0)
            l->infinite_above = fminf(l->infinite_above, x);
        else
            l->infinite_below = fmaxf(l->infinite_below, x);
        return;
    }
    if (back == 0)
        l->zero = fmaxf(l->zero, fabsf(x));
    const double error = fabs((double)back - (double)x) / ulp(x);
    if (error > l->error || (error == l->error && x < l->error_at)) {
        l->error = error;
        l->error_at = x;
    }
}

static void merge(losses *all, const losses *part)
{
    all->n += part->n;
    if (part->error > all->error || (part->error == all->error && part->error_at < all->error_at)) {
        all->error = part->error;
        all->error_at = part->error_at;
    }
    all->infinite_above = fminf(all->infinite_above, part->infinite_above);
    all->infinite_below = fmaxf(all->infinite_below, part->infinite_below);
    all->zero = fmaxf(all->zero, part->zero);
}

static void walk(losses *all, float first, float last, uint32_t stride)
{
    const uint32_t from = float_bits(first), count = (float_bits(last) - from) / stride + 1;
#pragma omp parallel
    {
        losses mine = {.infinite_above = INFINITY, .infinite_below = -INFINITY};
#pragma omp for schedule(dynamic, 65536) nowait
        for (uint32_t i = 0; i < count; i++) {
            const float x = float_from_bits(from + i * stride);
            take(&mine, x);
            take(&mine, -x);
        }
#pragma omp critical
        merge(all, &mine);
    }
}

static void append(table *rows, const identity_options *options, const losses *l, identity_key key,
                   const char *quantity, float x, double value)
{
    identity_row row = {.claim = "N06",
                        .statement = "logf(y/(1-y)) with y = 1/(1+expf(-x)), against x",
                        .n = l->n,
                        .value = value,
                        .bound = NAN};
    snprintf(row.key, sizeof row.key, "%s", identity_key_names[key]);
    snprintf(row.quantity, sizeof row.quantity, "%s", quantity);
    snprintf(row.x, sizeof row.x, "%a", (double)x);
    snprintf(row.x_bits, sizeof row.x_bits, "0x%08x", float_bits(x));
    snprintf(row.method, sizeof row.method, "float32, %s of 2^-27..128, every %d-th outside",
             options->stride == 1 ? "all" : "some", SAMPLE_STRIDE);
    identity_append(rows, options, &row);
}

void identities_of_logit(table *rows, const identity_options *options)
{
    losses l = {.infinite_above = INFINITY, .infinite_below = -INFINITY};
    const uint32_t outside = options->stride > SAMPLE_STRIDE ? options->stride : SAMPLE_STRIDE;
    if (interrupted())
        return;
    walk(&l, FLT_TRUE_MIN, smallest_moving, outside);
    walk(&l, smallest_moving, largest_moving, options->stride);
    walk(&l, largest_moving, FLT_MAX, outside);
    append(rows, options, &l, KEY_ROUND_TRIP_ERROR, "largest error in ulp(x) where finite", l.error_at, l.error);
    append(rows, options, &l, KEY_INFINITE_ABOVE, "smallest x > 0 that comes back infinite", l.infinite_above,
           (double)l.infinite_above);
    append(rows, options, &l, KEY_INFINITE_BELOW, "largest x < 0 that comes back infinite", l.infinite_below,
           (double)l.infinite_below);
    append(rows, options, &l, KEY_ZERO_BELOW, "largest |x| that comes back as 0", l.zero, (double)l.zero);
}

void identities_of_odds(table *rows, const identity_options *options)
{
    for (int y = 0; y <= 1; y++) {
        volatile float probability = (float)y; /* the division must happen at run time, in float32 */
        identity_row row = {.claim = "N07",
                            .quantity = "odds in float32",
                            .statement = "y/(1-y)",
                            .method = "float32",
                            .n = 1,
                            .value = (double)odds(probability),
                            .relation = "==",
                            .bound = y == 1 ? INFINITY : 0};
        snprintf(row.key, sizeof row.key, "%s", identity_key_names[KEY_ODDS]);
        snprintf(row.params, sizeof row.params, "y=%d", y);
        identity_append(rows, options, &row);
    }
}
