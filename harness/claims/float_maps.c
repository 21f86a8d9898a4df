#include "claims/float_maps.h"

#include "support/hot.h"

#include <math.h>
#include <string.h>

enum { BLOCK = 4096, INFINITY_BITS = 0x7f800000 };

float float_from_bits(uint32_t bits)
{
    float x;
    memcpy(&x, &bits, sizeof x);
    return x;
}

uint32_t float_bits(float x)
{
    uint32_t bits;
    memcpy(&bits, &x, sizeof bits);
    return bits;
}

static bool is_nan(uint32_t bits)
{
    return (bits & 0x7fffffff) > INFINITY_BITS;
}

/* The place of a float among the floats in order of value; both zeros are 0. */
static int32_t place(float x)
{
    int32_t bits;
    memcpy(&bits, &x, sizeof bits);
    return bits < 0 ? INT32_MIN - bits : bits;
}

static uint32_t distance(float a, float b)
{
    const int32_t first = place(a), second = place(b);
    return first > second ? (uint32_t)first - (uint32_t)second : (uint32_t)second - (uint32_t)first;
}

/* Consecutive inputs with what both maps make of them. */
typedef struct chunk {
    uint32_t first, stride; /* of the bit patterns */
    size_t n;
    float x[BLOCK], left[BLOCK], right[BLOCK];
    uint32_t gap[BLOCK]; /* floats between left and right; 0 where the input is NaN */
} chunk;

/* The bit pattern of the block's first input whose results are at least `gap` apart. */
static uint32_t first_with_gap(const chunk *b, uint32_t gap)
{
    size_t i = 0;
    while (b->gap[i] < gap)
        i++;
    return b->first + (uint32_t)i * b->stride;
}

/* No branches and one reduction a loop, for the vectoriser. */
HOT static void tally_block(float_tally *t, chunk *b)
{
    const size_t n = b->n;
    const uint32_t first = b->first, stride = b->stride;
    uint32_t apart = 0, gap = 0, lost_nans = 0;
    for (size_t i = 0; i < n; i++)
        b->gap[i] = distance(b->left[i], b->right[i]) & -(uint32_t)!is_nan(first + (uint32_t)i * stride);
    for (size_t i = 0; i < n; i++)
        apart += b->gap[i] != 0;
    for (size_t i = 0; i < n; i++)
        gap = b->gap[i] > gap ? b->gap[i] : gap;
    for (size_t i = 0; i < n; i++)
        lost_nans += is_nan(first + (uint32_t)i * stride) & (b->left[i] == b->left[i]);
    t->lost_nans += lost_nans;
    if (apart > 0 && t->apart == 0)
        t->first_apart = first_with_gap(b, 1);
    t->apart += apart;
    if (gap > t->gap) {
        t->gap = gap;
        t->gap_at = first_with_gap(b, gap);
    }
}

/* Whether both maps give the same bits for a block of numbers: then there is nothing to tally. With a wider
 * stride NaNs may hide inside the block. */
static bool dull(const chunk *b)
{
    const bool nans = is_nan(b->first) || is_nan(b->first + (uint32_t)(b->n - 1) * b->stride) || b->stride > 1;
    return !nans && memcmp(b->left, b->right, b->n * sizeof *b->left) == 0;
}

static void merge(float_tally *all, const float_tally *part)
{
    all->n += part->n;
    if (part->apart > 0 && (all->apart == 0 || part->first_apart < all->first_apart))
        all->first_apart = part->first_apart;
    all->apart += part->apart;
    if (part->gap > all->gap || (part->gap == all->gap && part->gap_at < all->gap_at)) {
        all->gap = part->gap;
        all->gap_at = part->gap_at;
    }
    all->lost_nans += part->lost_nans;
}

HOT static void fill(chunk *b, float_map *left, float_map *right, float parameter)
{
    for (size_t i = 0; i < b->n; i++)
        b->x[i] = float_from_bits(b->first + (uint32_t)i * b->stride);
    left(b->x, b->left, b->n, parameter);
    right(b->x, b->right, b->n, parameter);
}

float_tally float_maps_compare(float_map *left, float_map *right, float parameter, uint64_t end, uint32_t stride)
{
    const uint64_t count = (end + stride - 1) / stride, blocks = (count + BLOCK - 1) / BLOCK;
    float_tally all = {0};
#pragma omp parallel
    {
        float_tally mine = {0};
        chunk part = {.stride = stride};
#pragma omp for schedule(dynamic, 64) nowait
        for (uint64_t i = 0; i < blocks; i++) {
            const uint64_t at = i * BLOCK;
            part.first = (uint32_t)(at * stride);
            part.n = count - at < BLOCK ? (size_t)(count - at) : BLOCK;
            fill(&part, left, right, parameter);
            mine.n += part.n;
            if (!dull(&part))
                tally_block(&mine, &part);
        }
#pragma omp critical
        merge(&all, &mine);
    }
    const float minus_zero = -0.0f;
    float answer;
    left(&minus_zero, &answer, 1, parameter);
    all.keeps_minus_zero = answer == 0 && signbit(answer);
    return all;
}
