/* The inner loops over a block, compiled once for each level of instruction sets. Sums keep their order and
 * nothing is contracted, so every level gives the same bits. */
#ifndef ACTBENCH_BLOCK_LOOPS_H
#define ACTBENCH_BLOCK_LOOPS_H

#include "truth/histogram.h"
#include "truth/truth.h"
#include "truth/ulp.h"

/* What one look at a side of a block gives; the arrays hold every input's error for those who look again. */
typedef struct block_errors {
    _Alignas(64) double error[BLOCK_ROOM];     /* in ulps; 0 where none is measured */
    _Alignas(64) int64_t measured[BLOCK_ROOM]; /* all ones or 0 */
    _Alignas(64) int64_t fault[BLOCK_ROOM];
    double sum, sum_of_squares, sum_signed;
    double sum_absolute;          /* of error times ulp */
    double most_over, most_under; /* the largest and the least signed error */
    double largest, largest_absolute, largest_relative_bound, widest_ulp;
    double largest_normal; /* where the exact value rounds to a normal number; NaN: not found out */
    double most_ulps;      /* from a result to the nearest number, in ulps of the exact value; uniform sides only */
    uint64_t measured_count, faults, misrounded; /* padding counts as measured, without error */
    bool plain;                                  /* measured everywhere, no fault: the two arrays are not filled */
} block_errors;

/* The least and the largest of some values; without meaning unless all of them are numbers. */
typedef struct extent {
    double low, high;
    bool numbers;
} extent;

/* Sums of errors over a block, in ulps and absolute. */
typedef struct moments {
    double ulp, absolute;
} moments;

/* Results far from the nearest float, by the side of it that they are on. */
typedef struct beyond {
    uint64_t above, below;
} beyond;

typedef struct block_loops {
    /* The doubles whose f32 patterns are first, first + 1 ... */
    void (*range_values)(uint32_t first, size_t n, double *values);
    void (*range_patterns)(uint32_t first, size_t n, uint32_t *patterns);
    void (*widen_f32)(const float *narrow, size_t n, double *wide);
    bool (*all_patterns)(const uint32_t *got, size_t n, uint32_t pattern);
    bool (*all_nan)(const uint32_t *got, size_t n);
    /* Over n rounded up to a multiple of BLOCK_LANES. */
    extent (*extent)(const double *values, size_t n);
    /* The same of f32 patterns, many times as fast; a NaN counts as beyond infinity. */
    extent (*extent_f32)(const uint32_t *patterns, size_t n);

    /* Errors of the results `got`. The uniform form is for a uniform side and finite results; the wide one
     * uses rest and rescale. */
    void (*look_uniform)(const float_format *f, const truth_side *t, const double *got, size_t n, block_errors *e);
    void (*look_varied)(const float_format *f, const truth_side *t, const double *got, size_t n, block_errors *e);
    void (*look_wide)(const float_format *f, const truth_side *t, const double *got, size_t n, block_errors *e);
    /* Of n errors those of at least `least`. */
    uint64_t (*count_from)(const double *error, size_t n, double least);
    /* Of the results of a uniform side those that are at least `least` > 0 ulps from the float nearest to the exact
     * value. */
    beyond (*count_beyond)(const truth_side *t, const double *got, size_t n, double least);
    /* The sums of error times place, where the block's places run from -1/2 to 1/2. */
    moments (*first_moments)(const truth_side *t, const double *error, size_t n);
    /* Of n steps between neighbouring results (n + 1 of them) those that run against `slope`, the direction
     * of growing magnitude. */
    uint64_t (*wrong_steps)(const double *got, size_t n, int slope);
    /* Pairs x, -x whose results break the traits' symmetry; x, padded with 0, is looked at for
     * f(x) - f(-x) = x alone. Sums and differences may miss by half an ulp of each result, as those of a
     * correctly rounded function do. */
    uint64_t (*asymmetric)(const op_traits *traits, const float_format *f, const double *x, const double *plus,
                           const double *minus, size_t n);
    /* bins[i] = the bin of error[i], or -1 where it differs within +-bound; the number of these is returned. */
    size_t (*histogram_bins)(const double *error, size_t n, double bound, int32_t *bins);
    /* Counts n bins, none of them -1. */
    void (*histogram_count)(const int32_t *bins, size_t n, histogram *h);

    /* quotient = y * scale. Returns whether any is nearer than `bound` to a midpoint of two integers. */
    bool (*scale_uniform)(const double *y, size_t n, double scale, double bound, double *quotient);
    /* Scales a filter's values y to ulps of f32; flags the values that its bound leaves undecided and returns
     * their number. Undecided is a value nearer than the bound to a midpoint of two floats (which way it
     * rounds) or to a power of two (which ulp applies), unless the filter keeps on the right side of that
     * power by construction. */
    size_t (*scale_filtered)(const double *y, size_t n, double bound, const double *settled, truth_side *side,
                             int64_t *undecided);
    /* The inputs that may hold the largest error: those whose metric is within `window` of the larger of
     * `known` and the block's own largest. Writes their indexes to found (room for all) and returns their
     * number. Inputs that the metric does not apply to (see exact_error) are left out. */
    size_t (*find_largest)(metric m, const float_format *f, const truth_side *t, const block_errors *e, size_t n,
                           double known, double window, uint16_t *found);
} block_loops;

/* The metric of one input's error. */
static inline double metric_value(metric m, const truth_side *t, const block_errors *e, size_t i)
{
    const double size = t->quotient[i] < 0 ? -t->quotient[i] : t->quotient[i];
    const double ulp = t->form == SIDE_UNIFORM ? t->uniform_ulp : t->ulp[i];
    return m == METRIC_ULP ? e->error[i] : m == METRIC_ABS ? e->error[i] * ulp : e->error[i] / size;
}

/* The loops for this machine. */
const block_loops *block_loops_best(void);

/* Widens n elements of the format to double, exactly. */
void block_widen(const float_format *f, const void *elements, size_t n, double *values);

/* Writes the block's loaded inputs of one sign as elements of the format. */
void block_elements(const float_format *f, const block *b, bool negative, void *elements);

#endif
