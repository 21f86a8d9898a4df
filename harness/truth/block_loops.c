#include "truth/block_loops.h"

#include "truth/lanes.h"

#include <float.h>
#include <math.h>
#include <string.h>

static void range_values(uint32_t first, size_t n, double *values)
{
    for (size_t i = 0; i < n; i++) {
        const union {
            uint32_t pattern;
            float value;
        } x = {.pattern = first + (uint32_t)i};
        values[i] = (double)x.value;
    }
}

static void range_patterns(uint32_t first, size_t n, uint32_t *patterns)
{
    for (size_t i = 0; i < n; i++)
        patterns[i] = first + (uint32_t)i;
}

static void widen_f32(const float *narrow, size_t n, double *wide)
{
    for (size_t i = 0; i < n; i++)
        wide[i] = (double)narrow[i];
}

static bool all_patterns(const uint32_t *got, size_t n, uint32_t pattern)
{
    uint32_t differ = 0;
    for (size_t i = 0; i < n; i++)
        differ |= got[i] ^ pattern;
    return differ == 0;
}

static bool all_nan(const uint32_t *got, size_t n)
{
    uint32_t numbers = 0;
    for (size_t i = 0; i < n; i++)
        numbers |= (got[i] & 0x7fffffff) <= 0x7f800000;
    return numbers == 0;
}

/* Extents are found among integers in the order of the values: unlike comparisons of doubles, these become a
 * minimum and a maximum of whole vectors, and a NaN is what lies beyond infinity. */
#define IN_ORDER(bits, last) ((bits) ^ (((bits) < 0 ? -1 : 0) & (last)))

static extent extent_of(const double *values, size_t n)
{
    const int64_t infinity = INT64_C(0x7ff0000000000000);
    int64_t low = INT64_MAX, high = INT64_MIN;
    for (size_t i = 0; i < (n + BLOCK_LANES - 1) / BLOCK_LANES * BLOCK_LANES; i++) {
        int64_t bits;
        memcpy(&bits, &values[i], sizeof bits);
        const int64_t place = IN_ORDER(bits, INT64_MAX);
        low = place < low ? place : low;
        high = place > high ? place : high;
    }
    const union {
        int64_t bits;
        double value;
    } least = {IN_ORDER(low, INT64_MAX)}, most = {IN_ORDER(high, INT64_MAX)};
    return (extent){least.value, most.value, high <= infinity && low >= ~infinity};
}

static extent extent_f32(const uint32_t *patterns, size_t n)
{
    const int32_t infinity = 0x7f800000;
    int32_t low = INT32_MAX, high = INT32_MIN;
    for (size_t i = 0; i < n; i++) {
        const int32_t bits = (int32_t)patterns[i], place = IN_ORDER(bits, INT32_MAX);
        low = place < low ? place : low;
        high = place > high ? place : high;
    }
    const union {
        int32_t bits;
        float value;
    } least = {IN_ORDER(low, INT32_MAX)}, most = {IN_ORDER(high, INT32_MAX)};
    return (extent){(double)least.value, (double)most.value, high <= infinity && low >= ~infinity};
}

/* The errors of results that are finite, where all exact values share an ulp and are below overflow. */
static void look_uniform(const float_format *f, const truth_side *t, const double *got, size_t n, block_errors *e)
{
    lanes sum = {0}, squares = {0}, signed_sum = {0}, over = {0}, under = {0}, ulps = {0};
    lanes least_quotient = lanes_all(DBL_MAX);
    mask misrounded = {0};
    const lanes rounder = lanes_all(0x1.8p52); /* adding and subtracting it rounds to an integer */
    const lanes scale = lanes_all(1 / t->uniform_ulp);
    for (size_t i = 0; i < n; i += BLOCK_LANES) {
        const lanes q = lanes_load(t->quotient + i), scaled = lanes_load(got + i) * scale;
        const lanes difference = scaled - q, error = lanes_abs(difference);
        const lanes rounded = (q + rounder) - rounder;
        *(lanes *)(e->error + i) = error;
        misrounded += scaled != rounded;
        ulps = lanes_max(lanes_abs(scaled - rounded), ulps);
        sum += error;
        squares += error * error;
        signed_sum += difference;
        over = lanes_max(difference, over);
        under = lanes_min(difference, under);
        least_quotient = lanes_min(lanes_abs(q), least_quotient);
    }
    const double least = lanes_smallest(least_quotient);
    e->sum = lanes_sum(sum);
    e->sum_of_squares = lanes_sum(squares);
    e->sum_signed = lanes_sum(signed_sum);
    e->sum_absolute = e->sum * t->uniform_ulp;
    e->most_over = lanes_largest(over);
    e->most_under = lanes_smallest(under);
    e->most_ulps = lanes_largest(ulps);
    e->largest = fmax(e->most_over, -e->most_under);
    e->largest_normal = t->uniform_ulp > power_of_two(f->e_min - f->precision + 1) ? e->largest : (double)NAN;
    e->largest_absolute = e->largest * t->uniform_ulp;
    /* Values that round to the least normal number may lie half an ulp below it. */
    e->largest_relative_bound = e->largest / fmax(least, power_of_two(f->precision - 1) - 0.5);
    e->widest_ulp = t->uniform_ulp;
    e->measured_count = (n + BLOCK_LANES - 1) / BLOCK_LANES * BLOCK_LANES;
    e->faults = 0;
    e->misrounded = lanes_count(misrounded);
    e->plain = true;
}

LANES_INLINE void look(const float_format *f, const truth_side *t, const double *got, size_t n, bool wide,
                       block_errors *e)
{
    lanes sum = {0}, squares = {0}, signed_sum = {0}, absolute_sum = {0}, over = {0}, under = {0}, absolute = {0},
          normal_error = {0}, widest = {0};
    lanes normal_quotient = lanes_all(DBL_MAX);
    mask measured_count = {0}, faults = {0}, misrounded = {0};
    const double infinity_half = power_of_two(f->e_max), least_normal = power_of_two(f->precision - 1);
    for (size_t i = 0; i < n; i += BLOCK_LANES) {
        const lanes q = lanes_load(t->quotient + i), y = lanes_load(got + i), ulp = lanes_load(t->ulp + i);
        const lanes rounded = lanes_load(t->rounded + i);
        lanes scaled = y * lanes_load(t->scale + i);
        lanes infinity = lanes_all(infinity_half) * lanes_load(t->scale + i);
        if (wide) {
            scaled = scaled * lanes_load(t->rescale + i);
            infinity = infinity * lanes_load(t->rescale + i);
        }
        infinity = infinity * 2;
        const lanes rest = wide ? lanes_load(t->rest + i) : (lanes){0};
        const mask y_nan = lanes_is_nan(y), q_nan = lanes_is_nan(q);
        const mask y_inf = lanes_abs(y) > DBL_MAX, q_inf = lanes_abs(q) > DBL_MAX;
        const mask fault =
            (y_nan ^ q_nan) | (~y_nan & ~q_nan & ((q_inf & (y != q)) | (y_inf & lanes_signs_differ(y, q))));
        const mask in_range = lanes_abs(rounded) * ulp * 0.5 < infinity_half;
        const mask rightly_infinite = ~in_range & y_inf & ~fault;
        const mask measured = ~fault & ~q_nan & ~q_inf;
        scaled = lanes_select(y_inf, lanes_select(y < 0, -infinity, infinity), scaled);
        const lanes difference = lanes_where(measured & ~rightly_infinite, (scaled - q) - rest);
        const lanes error = lanes_abs(difference), in_range_error = lanes_where(in_range, error * ulp);
        const mask normal = (lanes_abs(rounded) >= least_normal) & measured & in_range;
        *(lanes *)(e->error + i) = error;
        *(mask *)(e->fault + i) = fault;
        *(mask *)(e->measured + i) = measured;
        faults += fault;
        measured_count += measured;
        misrounded += (scaled != rounded) & measured & ~rightly_infinite;
        sum += error;
        squares += error * error;
        signed_sum += difference;
        absolute_sum += in_range_error;
        over = lanes_max(difference, over);
        under = lanes_min(difference, under);
        absolute = lanes_max(in_range_error, absolute);
        normal_error = lanes_max(lanes_where(normal, error), normal_error);
        normal_quotient = lanes_select(normal, lanes_min(lanes_abs(q), normal_quotient), normal_quotient);
        widest = lanes_max(lanes_where(in_range, ulp), widest);
    }
    e->sum = lanes_sum(sum);
    e->sum_of_squares = lanes_sum(squares);
    e->sum_signed = lanes_sum(signed_sum);
    e->sum_absolute = lanes_sum(absolute_sum);
    e->most_over = lanes_largest(over);
    e->most_under = lanes_smallest(under);
    e->largest = fmax(e->most_over, -e->most_under);
    e->largest_normal = lanes_largest(normal_error);
    e->largest_absolute = lanes_largest(absolute);
    e->largest_relative_bound = e->largest_normal / lanes_smallest(normal_quotient);
    e->widest_ulp = lanes_largest(widest);
    e->measured_count = lanes_count(measured_count);
    e->faults = lanes_count(faults);
    e->misrounded = lanes_count(misrounded);
    e->plain = false;
}

static void look_varied(const float_format *f, const truth_side *t, const double *got, size_t n, block_errors *e)
{
    look(f, t, got, n, false, e);
}

static void look_wide(const float_format *f, const truth_side *t, const double *got, size_t n, block_errors *e)
{
    look(f, t, got, n, true, e);
}

static uint64_t count_from(const double *error, size_t n, double least)
{
    uint64_t count = 0;
    for (size_t i = 0; i < n; i++)
        count += error[i] >= least;
    return count;
}

/* Padding is without error. */
static beyond count_beyond(const truth_side *t, const double *got, size_t n, double least)
{
    mask above = {0}, below = {0};
    const lanes rounder = lanes_all(0x1.8p52), scale = lanes_all(1 / t->uniform_ulp);
    for (size_t i = 0; i < n; i += BLOCK_LANES) {
        const lanes rounded = (lanes_load(t->quotient + i) + rounder) - rounder;
        const lanes ulps = lanes_load(got + i) * scale - rounded;
        above += ulps >= least;
        below += ulps <= -least;
    }
    return (beyond){lanes_count(above), lanes_count(below)};
}

static moments first_moments(const truth_side *t, const double *error, size_t n)
{
    const bool uniform = t->form == SIDE_UNIFORM;
    const double step = 1 / (double)n;
    lanes place = ((lanes){0, 1, 2, 3, 4, 5, 6, 7} + 0.5) * step - 0.5, ulps = {0}, absolute = {0};
    for (size_t i = 0; i < n; i += BLOCK_LANES) {
        const lanes moment = lanes_load(error + i) * place;
        ulps += moment;
        if (!uniform)
            absolute += moment * lanes_load(t->ulp + i);
        place += BLOCK_LANES * step;
    }
    const double sum = lanes_sum(ulps);
    return (moments){sum, uniform ? sum * t->uniform_ulp : lanes_sum(absolute)};
}

static uint64_t wrong_steps(const double *got, size_t n, int slope)
{
    mask count = {0};
    uint64_t rest = 0;
    size_t i = 0;
    for (; i + BLOCK_LANES <= n; i += BLOCK_LANES) {
        const lanes here = lanes_load(got + i), next = *(const unaligned_lanes *)(got + i + 1);
        count += slope > 0 ? next < here : next > here;
    }
    for (; i < n; i++)
        rest += slope > 0 ? got[i + 1] < got[i] : got[i + 1] > got[i];
    return lanes_count(count) + rest;
}

/* Half an ulp of a result, from its own exponent; an infinity gets that of the largest number. */
LANES_INLINE lanes half_ulp(lanes y, const float_format *f)
{
    const lanes power = (lanes)((mask)y & INT64_C(0x7ff0000000000000));
    const lanes in_range =
        lanes_min(lanes_max(power, lanes_all(power_of_two(f->e_min))), lanes_all(power_of_two(f->e_max)));
    return in_range * power_of_two(-f->precision);
}

/* (a - x) - b, what the first rounding loses made good; 0 at an infinite x. */
LANES_INLINE lanes beside_difference(lanes x, lanes a, lanes b)
{
    const lanes near = a - x, back = near - a;
    const lanes lost = (a - (near - back)) - (x + back);
    return lanes_where(x <= DBL_MAX, (near - b) + lost);
}

static uint64_t asymmetric(const op_traits *traits, const float_format *f, const double *x, const double *plus,
                           const double *minus, size_t n)
{
    const symmetry s = traits->symmetry;
    mask count = {0};
    for (size_t i = 0; i < n; i += BLOCK_LANES) {
        const lanes a = lanes_load(plus + i), b = lanes_load(minus + i);
        const mask numbers = (a == a) & (b == b);
        mask broken = {0};
        if (s == SYMMETRY_ODD)
            broken = a != -b;
        else if (s == SYMMETRY_EVEN)
            broken = a != b;
        else if (s == SYMMETRY_SUM)
            broken = ~(lanes_abs((a - traits->sum) + b) <= half_ulp(a, f) + half_ulp(b, f));
        else
            broken = ~(lanes_abs(beside_difference(lanes_load(x + i), a, b)) <= half_ulp(a, f) + half_ulp(b, f));
        count += broken & numbers;
    }
    /* Padding is 0 on both sides, which keeps all symmetries but that of a sum. */
    const uint64_t padding = (BLOCK_LANES - n % BLOCK_LANES) % BLOCK_LANES;
    return lanes_count(count) - (s == SYMMETRY_SUM ? padding : 0);
}

/* Writes -1 where the bins of error - bound and error + bound differ. */
static size_t histogram_bins(const double *error, size_t n, double bound, int32_t *bins)
{
    int32_t open = 0;
    for (size_t i = 0; bound == 0 && i < n; i++)
        bins[i] = (int32_t)histogram_bin(error[i]);
    for (size_t i = 0; bound > 0 && i < n; i++) {
        const double below = error[i] - bound;
        const int64_t low = histogram_bin(below > 0 ? below : 0), high = histogram_bin(error[i] + bound);
        bins[i] = (int32_t)(low == high ? low : -1);
        open += low != high;
    }
    return (size_t)open;
}

/* Errors of neighbours often share a bin; counting such a run at once spares a chain of dependent increments. */
static void histogram_count(const int32_t *bins, size_t n, histogram *h)
{
    enum { RUN = 16 };
    size_t i = 0;
    for (; i + RUN <= n; i += RUN) {
        int32_t differ = 0;
        for (size_t j = 0; j < RUN; j++)
            differ |= bins[i + j] ^ bins[i];
        if (differ == 0)
            h->count[bins[i]] += RUN;
        else
            for (size_t j = 0; j < RUN; j++)
                h->count[bins[i + j]]++;
    }
    for (; i < n; i++)
        h->count[bins[i]]++;
}

/* For f32, as biased exponents of doubles: 2^e_min, and the smallest value that is not told apart. */
enum { F32_MIN_FIELD = 1023 - 126, F32_BEYOND_FIELD = 1023 + BEYOND_FACTOR * 128 - 1, F32_PRECISION = 24 };
_Static_assert(F32_BEYOND_FIELD == 2046, "a finite double beyond the range has the last exponent field");

static size_t scale_filtered(const double *y, size_t n, double bound, const double *settled, truth_side *side,
                             int64_t *undecided)
{
    const lanes rounder = lanes_all(0x1.8p52); /* adding and subtracting it rounds to an integer */
    const int64_t scale_of_field_0 = 2046 + F32_PRECISION - 1;
    mask count = {0};
    for (size_t i = 0; i < n; i += BLOCK_LANES) {
        const lanes value = lanes_load(y + i), magnitude = lanes_abs(value);
        mask field = (mask)magnitude >> 52;
        const mask finite = field <= F32_BEYOND_FIELD, beyond = field == F32_BEYOND_FIELD;
        const mask small = field < F32_MIN_FIELD;
        field = (small & F32_MIN_FIELD) | (~small & field);
        const lanes scale = (lanes)((scale_of_field_0 - field) << 52);
        lanes quotient = value * scale;
        const lanes size = lanes_abs(quotient), slack = size * bound;
        const lanes off_midpoint = lanes_abs(lanes_abs(quotient - ((quotient + rounder) - rounder)) - 0.5);
        const lanes margin = magnitude * (4 * bound);
        const mask unsettled =
            (lanes_abs(magnitude - settled[0]) > margin) & (lanes_abs(magnitude - settled[1]) > margin);
        const mask at_power = ((lanes_abs(size - 0x1p23) <= slack) | (0x1p24 - size <= slack)) & unsettled;
        const mask open = finite & ~beyond & (size > 0) & ((off_midpoint <= slack) | at_power);
        const lanes sign = (lanes)((mask)value & INT64_MIN);
        quotient = lanes_select(beyond, (lanes)((mask)sign | (mask)lanes_all(0x1p24)), quotient);
        *(lanes *)(side->quotient + i) = quotient;
        *(lanes *)(side->scale + i) = lanes_where(~beyond, scale);
        *(lanes *)(side->ulp + i) = (lanes)((field - (F32_PRECISION - 1)) << 52);
        *(lanes *)(side->rounded + i) = (quotient + rounder) - rounder;
        *(mask *)(undecided + i) = open;
        count += open;
    }
    return bound > 0 ? (size_t)lanes_count(count) : 0;
}

static bool scale_uniform(const double *y, size_t n, double scale, double bound, double *quotient)
{
    const lanes rounder = lanes_all(0x1.8p52);
    mask open = {0};
    for (size_t i = 0; i < n; i += BLOCK_LANES) {
        const lanes q = lanes_load(y + i) * scale;
        *(lanes *)(quotient + i) = q;
        open |= lanes_abs(lanes_abs(q - ((q + rounder) - rounder)) - 0.5) < bound;
    }
    return lanes_count(open) > 0;
}

/* The metric of eight inputs, -1 where it does not apply. */
LANES_INLINE lanes metric_lanes(metric m, const float_format *f, const truth_side *t, const block_errors *e, size_t i)
{
    const lanes error = lanes_load(e->error + i), size = lanes_abs(lanes_load(t->quotient + i));
    const bool uniform = t->form == SIDE_UNIFORM;
    const lanes ulp = uniform ? lanes_all(t->uniform_ulp) : lanes_load(t->ulp + i);
    const lanes rounder = lanes_all(0x1.8p52);
    lanes rounded = (size + rounder) - rounder;
    if (!uniform)
        rounded = lanes_abs(lanes_load(t->rounded + i));
    mask applies = ~(mask){0};
    if (!e->plain)
        applies = *(const mask *)(e->measured + i);
    if (m != METRIC_ULP && !uniform)
        applies &= rounded * ulp * 0.5 < power_of_two(f->e_max);
    if (m == METRIC_REL)
        applies &= rounded >= power_of_two(f->precision - 1);
    lanes value = error;
    if (m == METRIC_ABS)
        value = error * ulp;
    else if (m == METRIC_REL)
        value = error / size;
    return lanes_select(applies, value, lanes_all(-1));
}

LANES_INLINE size_t find_metric(metric m, const float_format *f, const truth_side *t, const block_errors *e, size_t n,
                                double known, double window, uint16_t *found)
{
    lanes largest = lanes_all(known);
    for (size_t i = 0; m == METRIC_REL && i < n; i += BLOCK_LANES)
        largest = lanes_max(metric_lanes(m, f, t, e, i), largest);
    const double of_block = m == METRIC_ULP ? e->largest : m == METRIC_ABS ? e->largest_absolute : 0;
    const double least = fmax(lanes_largest(largest), of_block) - window;
    size_t count = 0;
    for (size_t i = 0; i < n; i += BLOCK_LANES) {
        const lanes value = metric_lanes(m, f, t, e, i);
        const mask close = (value >= least) & (value >= 0);
        if (lanes_count(close) == 0)
            continue;
        for (size_t j = i; j < n && j < i + BLOCK_LANES; j++)
            if (close[j - i] != 0)
                found[count++] = (uint16_t)j;
    }
    return count;
}

static size_t find_largest(metric m, const float_format *f, const truth_side *t, const block_errors *e, size_t n,
                           double known, double window, uint16_t *found)
{
    switch (m) {
    case METRIC_ULP:
        return find_metric(METRIC_ULP, f, t, e, n, known, window, found);
    case METRIC_ABS:
        return find_metric(METRIC_ABS, f, t, e, n, known, window, found);
    default:
        return find_metric(METRIC_REL, f, t, e, n, known, window, found);
    }
}

const block_loops BLOCK_LOOPS_TABLE = {
    .range_values = range_values,
    .range_patterns = range_patterns,
    .widen_f32 = widen_f32,
    .all_patterns = all_patterns,
    .all_nan = all_nan,
    .extent = extent_of,
    .extent_f32 = extent_f32,
    .look_uniform = look_uniform,
    .look_varied = look_varied,
    .look_wide = look_wide,
    .count_from = count_from,
    .count_beyond = count_beyond,
    .first_moments = first_moments,
    .wrong_steps = wrong_steps,
    .asymmetric = asymmetric,
    .histogram_bins = histogram_bins,
    .histogram_count = histogram_count,
    .scale_uniform = scale_uniform,
    .scale_filtered = scale_filtered,
    .find_largest = find_largest,
};
