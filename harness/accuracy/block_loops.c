#include "accuracy/block_loops.h"

#include "accuracy/lanes.h"

#include <float.h>
#include <math.h>

/* The two looks below differ in what they allow for. A plain one knows that every exact value and every
 * result is an ordinary number. */
LANES_INLINE void look(const float_format *f, const truth_side *t, const double *got, size_t n, bool plain,
                       bool wide, block_errors *e)
{
    lanes sum = {0}, squares = {0}, signed_sum = {0}, largest = {0}, absolute = {0}, normal_error = {0},
          widest = {0};
    lanes normal_quotient = lanes_all(DBL_MAX);
    mask measured_count = {0}, faults = {0}, misrounded = {0}, zero_signs = {0};
    const double infinity_half = ldexp(1, f->e_max), least_normal = ldexp(1, f->precision - 1);
    for (size_t i = 0; i < n; i += BLOCK_LANES) {
        const lanes q = lanes_load(t->quotient + i), y = lanes_load(got + i), ulp = lanes_load(t->ulp + i);
        const lanes rounded = lanes_load(t->rounded + i);
        lanes scaled = y * lanes_load(t->scale + i);
        if (wide)
            scaled = scaled * lanes_load(t->rescale + i);
        mask measured = ~(mask){0}, in_range = ~(mask){0};
        const lanes rest = wide ? lanes_load(t->rest + i) : (lanes){0};
        lanes difference = (scaled - q) - rest;
        mask off = scaled != rounded;
        if (!plain) {
            const mask y_nan = lanes_is_nan(y), q_nan = lanes_is_nan(q);
            const mask y_inf = lanes_abs(y) > DBL_MAX, q_inf = lanes_abs(q) > DBL_MAX;
            const mask fault = (y_nan ^ q_nan) |
                               (~y_nan & ~q_nan & ((q_inf & (y != q)) | (y_inf & lanes_signs_differ(y, q))));
            in_range = lanes_abs(rounded) * ulp * 0.5 < infinity_half;
            const mask rightly_infinite = ~in_range & y_inf & ~fault;
            lanes infinity = lanes_all(infinity_half) * lanes_load(t->scale + i);
            if (wide)
                infinity = infinity * lanes_load(t->rescale + i);
            infinity = infinity * 2;
            scaled = lanes_select(y_inf, lanes_select(y < 0, -infinity, infinity), scaled);
            difference = (scaled - q) - rest;
            measured = ~fault & ~q_nan & ~q_inf;
            difference = lanes_where(measured & ~rightly_infinite, difference);
            off = (scaled != rounded) & measured & ~rightly_infinite;
            *(mask *)(e->fault + i) = fault;
            *(mask *)(e->measured + i) = measured;
            faults += fault;
            zero_signs += (y == 0) & lanes_signs_differ(y, q) & ~q_nan;
        } else {
            zero_signs += (y == 0) & lanes_signs_differ(y, q);
        }
        const lanes error = lanes_abs(difference);
        *(lanes *)(e->error + i) = error;
        measured_count += measured;
        misrounded += off;
        sum += error;
        squares += error * error;
        signed_sum += difference;
        largest = lanes_max(error, largest);
        absolute = lanes_max(lanes_where(in_range, error * ulp), absolute);
        const mask normal = (lanes_abs(q) >= least_normal) & measured & in_range;
        normal_error = lanes_max(lanes_where(normal, error), normal_error);
        normal_quotient = lanes_select(normal, lanes_min(lanes_abs(q), normal_quotient), normal_quotient);
        widest = lanes_max(lanes_where(in_range, ulp), widest);
    }
    e->sum = lanes_sum(sum);
    e->sum_of_squares = lanes_sum(squares);
    e->sum_signed = lanes_sum(signed_sum);
    e->largest = lanes_largest(largest);
    e->largest_absolute = lanes_largest(absolute);
    e->largest_relative_bound = lanes_largest(normal_error) / lanes_smallest(normal_quotient);
    e->widest_ulp = lanes_largest(widest);
    e->measured_count = lanes_count(measured_count);
    e->faults = lanes_count(faults);
    e->misrounded = lanes_count(misrounded);
    e->wrong_zero_sign = lanes_count(zero_signs);
    e->plain = plain;
}

static void look_plain(const float_format *f, const truth_side *t, const double *got, size_t n,
                       block_errors *e)
{
    look(f, t, got, n, true, false, e);
}

static void look_narrow(const float_format *f, const truth_side *t, const double *got, size_t n,
                        block_errors *e)
{
    look(f, t, got, n, false, false, e);
}

static void look_wide(const float_format *f, const truth_side *t, const double *got, size_t n,
                      block_errors *e)
{
    look(f, t, got, n, false, true, e);
}

static bool all_finite(const double *got, size_t n)
{
    lanes product = {0};
    for (size_t i = 0; i < n; i += BLOCK_LANES)
        product += lanes_load(got + i) * 0;
    return lanes_sum(product) == 0;
}

static bool any_equal(const double *got, size_t n, double value)
{
    mask found = {0};
    for (size_t i = 0; i < n; i += BLOCK_LANES)
        found += lanes_load(got + i) == value;
    return lanes_count(found) > 0;
}

static uint64_t wrong_steps(const double *got, const int64_t *adjacent, size_t n, int slope)
{
    mask count = {0};
    for (size_t i = 0; i < n; i += BLOCK_LANES) {
        const lanes here = lanes_load(got + i), next = *(const unaligned_lanes *)(got + i + 1);
        const mask wrong = slope > 0 ? next < here : next > here;
        count += wrong & *(const mask *)(adjacent + i);
    }
    return lanes_count(count);
}

/* Half an ulp of a result, from its own exponent; an infinity gets that of the largest number. */
LANES_INLINE lanes half_ulp(lanes y, const float_format *f)
{
    const lanes power = (lanes)((mask)y & INT64_C(0x7ff0000000000000));
    const lanes in_range =
        lanes_min(lanes_max(power, lanes_all(ldexp(1, f->e_min))), lanes_all(ldexp(1, f->e_max)));
    return in_range * ldexp(1, -f->precision);
}

static uint64_t asymmetric(symmetry s, const float_format *f, const double *plus, const double *minus,
                           size_t n)
{
    mask count = {0};
    for (size_t i = 0; i < n; i += BLOCK_LANES) {
        const lanes a = lanes_load(plus + i), b = lanes_load(minus + i);
        const mask numbers = (a == a) & (b == b);
        mask broken = {0};
        if (s == SYMMETRY_ODD)
            broken = a != -b;
        else if (s == SYMMETRY_EVEN)
            broken = a != b;
        else
            broken = ~(lanes_abs((a - 1) + b) <= half_ulp(a, f) + half_ulp(b, f));
        count += broken & numbers;
    }
    /* Padding is 0 on both sides, which looks odd and even but does not add up to 1. */
    const uint64_t padding = (BLOCK_LANES - n % BLOCK_LANES) % BLOCK_LANES;
    return lanes_count(count) - (s == SYMMETRY_COMPLEMENT ? padding : 0);
}

/* Writes -1 where the bins of error - bound and error + bound differ. */
static size_t histogram_bins(const double *error, size_t n, double bound, int32_t *bins)
{
    int32_t open = 0;
    for (size_t i = 0; i < n; i++) {
        const double below = error[i] - bound;
        const int64_t low = histogram_bin(below > 0 ? below : 0), high = histogram_bin(error[i] + bound);
        bins[i] = (int32_t)(low == high ? low : -1);
        open += low != high;
    }
    return (size_t)open;
}

/* Errors of neighbours often share a bin; counting such a run at once spares a chain of dependent increments.
 */
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

static bool all_plain(const float_format *f, const truth_side *side, size_t n)
{
    const double half_of_infinity = ldexp(1, f->e_max);
    mask odd = {0};
    for (size_t i = 0; i < n; i += BLOCK_LANES)
        odd |=
            ~(lanes_abs(lanes_load(side->rounded + i)) * lanes_load(side->ulp + i) * 0.5 < half_of_infinity);
    return lanes_count(odd) == 0;
}

/* The metric of eight inputs, -1 where it does not apply. */
LANES_INLINE lanes metric_lanes(metric m, const float_format *f, const truth_side *t, const block_errors *e,
                                size_t i)
{
    const lanes error = lanes_load(e->error + i), ulp = lanes_load(t->ulp + i);
    const lanes size = lanes_abs(lanes_load(t->quotient + i));
    mask applies = e->plain ? ~(mask){0} : *(const mask *)(e->measured + i);
    if (m != METRIC_ULP)
        applies &= lanes_abs(lanes_load(t->rounded + i)) * ulp * 0.5 < ldexp(1, f->e_max);
    if (m == METRIC_REL)
        applies &= size >= ldexp(1, f->precision - 1);
    lanes value = error;
    if (m == METRIC_ABS)
        value = error * ulp;
    else if (m == METRIC_REL)
        value = error / size;
    return lanes_select(applies, value, lanes_all(-1));
}

LANES_INLINE size_t find_metric(metric m, const float_format *f, const truth_side *t, const block_errors *e,
                                size_t n, double known, double window, uint16_t *found)
{
    lanes largest = lanes_all(known);
    for (size_t i = 0; i < n; i += BLOCK_LANES)
        largest = lanes_max(metric_lanes(m, f, t, e, i), largest);
    const double least = lanes_largest(largest) - window;
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

static size_t find_largest(metric m, const float_format *f, const truth_side *t, const block_errors *e,
                           size_t n, double known, double window, uint16_t *found)
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

static void widen_f32(const float *narrow, size_t n, double *wide)
{
    for (size_t i = 0; i < n; i++)
        wide[i] = (double)narrow[i];
}

const block_loops BLOCK_LOOPS_TABLE = {
    .look_plain = look_plain,
    .look_narrow = look_narrow,
    .look_wide = look_wide,
    .all_finite = all_finite,
    .any_equal = any_equal,
    .wrong_steps = wrong_steps,
    .asymmetric = asymmetric,
    .histogram_bins = histogram_bins,
    .histogram_count = histogram_count,
    .scale_filtered = scale_filtered,
    .all_plain = all_plain,
    .find_largest = find_largest,
    .widen_f32 = widen_f32,
};
