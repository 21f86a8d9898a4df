#include "accuracy/details.h"

#include "accuracy/report.h"
#include "support/length.h"
#include "support/memory.h"
#include "support/status.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

int details_begin(accuracy_details *d, const char *dir)
{
    static const schema *const schemas[] = {&accuracy_bin_schema, &accuracy_histogram_schema, &accuracy_offset_schema,
                                            &accuracy_weighted_schema, &accuracy_property_schema};
    row_stream *const streams[] = {&d->bins, &d->histogram, &d->offsets, &d->weighted, &d->properties};
    *d = (accuracy_details){0};
    int status = STATUS_GOOD;
    for (size_t i = 0; status == STATUS_GOOD && i < LENGTH(streams); i++)
        status = row_stream_begin(streams[i], schemas[i], dir);
    return status;
}

int details_end(accuracy_details *d)
{
    row_stream *const streams[] = {&d->bins, &d->histogram, &d->offsets, &d->weighted, &d->properties};
    int worst = STATUS_GOOD;
    for (size_t i = 0; i < LENGTH(streams); i++) {
        const int status = row_stream_end(streams[i]);
        worst = worse_of(worst, status);
    }
    return worst;
}

void details_drop(accuracy_details *d)
{
    row_stream *const streams[] = {&d->bins, &d->histogram, &d->offsets, &d->weighted, &d->properties};
    for (size_t i = 0; i < LENGTH(streams); i++)
        row_stream_drop(streams[i]);
}

static accuracy_key key_of(const pass *p, const findings *f, const char *run_id)
{
    const question *q = &p->question;
    accuracy_key key;
    snprintf(key.run_id, sizeof key.run_id, "%s", run_id);
    snprintf(key.function, sizeof key.function, "%s", q->function->name);
    snprintf(key.op, sizeof key.op, "%s", op_names[q->op]);
    snprintf(key.dtype, sizeof key.dtype, "%s", dtype_names[f->impl->dtype]);
    snprintf(key.impl, sizeof key.impl, "%s", f->impl->name);
    params_print(q->function, f->impl->dtype, &q->params, key.params, sizeof key.params);
    pass_inputs_name(p, key.inputs, sizeof key.inputs);
    return key;
}

/* The tallies of each sign and bin, two a bin; to be freed. */
static tally *tally_bins(const pass *p, const findings *f)
{
    const size_t count = 2 * format_bins(p->question.format);
    tally *bins = memory_or_exit(malloc(count * sizeof *bins));
    for (size_t i = 0; i < count; i++)
        bins[i] = tally_zero();
    for (size_t i = 0; i < f->segment_count; i++)
        for (size_t s = 0; s < 2; s++)
            tally_add(&bins[2 * segment_bin(&p->inputs, i) + s], &f->segments[2 * i + s]);
    return bins;
}

static void name_bin(const float_format *f, size_t bin, char *text, size_t size)
{
    if (bin == 0)
        snprintf(text, size, "subnormal");
    else if (bin == format_bins(f) - 1)
        snprintf(text, size, "special");
    else
        snprintf(text, size, "%d", f->e_min + (int)bin - 1);
}

/* f64 has 2,000 binades of either sign where no function bends any more. Beyond these exponents a binade has
 * a row only where its largest error, in ulps or absolute, exceeds that of every binade nearer to 1 on its
 * side. */
enum { NEAR_LOW = -64, NEAR_HIGH = 12 };

/* Marks such bins of one sign, from bin `i` outward in steps of `step` to `end`, which is not one of them. */
static void mark_records(const tally *bins, size_t sign, size_t i, size_t step, size_t end, bool *marked)
{
    double most_ulp = -1, most_abs = -1;
    for (; i != end; i += step) {
        const tally *t = &bins[2 * i + sign];
        const double ulp = t->measured > 0 ? (double)t->max_ulp.value : 0;
        const double absolute = t->measured > 0 ? (double)t->max_abs.value : 0;
        marked[2 * i + sign] = ulp > most_ulp || absolute > most_abs;
        most_ulp = fmax(most_ulp, ulp);
        most_abs = fmax(most_abs, absolute);
    }
}

static size_t bin_of_binade(const float_format *f, int exponent)
{
    const int bin = exponent - f->e_min + 1;
    return (size_t)bin;
}

/* The bins that get rows. */
static void mark_rows(const float_format *f, const tally *bins, bool *marked)
{
    const size_t count = format_bins(f), special = count - 1;
    const size_t low = bin_of_binade(f, NEAR_LOW), high = bin_of_binade(f, NEAR_HIGH);
    const bool sparse = f->e_min < -1000;
    for (size_t sign = 0; sparse && sign < 2; sign++) {
        mark_records(bins, sign, high, 1, special, marked);
        mark_records(bins, sign, low, SIZE_MAX, 0, marked);
    }
    for (size_t i = 0; i < count; i++)
        if (!sparse || i == 0 || i == special || (i >= low && i <= high))
            marked[2 * i] = marked[2 * i + 1] = true;
    for (size_t i = 0; i < 2 * count; i++)
        marked[i] = marked[i] && bins[i].n > 0;
}

static void append_bins(row_stream *to, const accuracy_key *key, const pass *p, const tally *bins)
{
    const float_format *f = p->question.format;
    const double slack = fmax(truth_bound_ulp(&p->question, p->reference), LEAST_SLACK_ULP);
    bool *marked = memory_or_exit(calloc(2 * format_bins(f), sizeof *marked));
    mark_rows(f, bins, marked);
    for (size_t i = 0; i < 2 * format_bins(f); i++) {
        const tally *t = &bins[i];
        if (!marked[i])
            continue;
        const double measured = t->measured > 0 ? (double)t->measured : NAN;
        const double largest = t->measured > 0 ? (double)t->max_ulp.value : NAN;
        const double max_ulp = known_maximum(largest, t->slack_ulp, ALL_DIGITS);
        /* The mean is as good as the filter's bound, the largest is exact; + 0.0 takes the sign from a zero. */
        const double mean = fmin(t->sum / measured, max_ulp), tilt = t->sum_signed / measured;
        accuracy_bin_row row = {.key = *key,
                                .n = t->n,
                                .max_ulp = max_ulp,
                                .mean_ulp = known_mean(mean, slack),
                                .mean_signed_ulp = known_mean(fmax(-mean, fmin(tilt, mean)), slack) + 0.0,
                                .max_abs =
                                    t->measured > 0 ? known_maximum((double)t->max_abs.value, t->slack_abs, 6) : NAN,
                                .misrounded = t->misrounded};
        snprintf(row.sign, sizeof row.sign, "%c", i % 2 == 0 ? '+' : '-');
        name_bin(f, i / 2, row.exponent, sizeof row.exponent);
        if (t->max_ulp.x != NO_INPUT)
            format_print_value(f, t->max_ulp.x, row.max_ulp_x, sizeof row.max_ulp_x);
        row_stream_append(to, &row);
    }
    free(marked);
}

static void append_histogram(row_stream *to, const accuracy_key *key, const histogram *h)
{
    for (size_t i = 0; i < HISTOGRAM_BINS; i++) {
        const accuracy_histogram_row row = {*key, i == 0 ? 0 : histogram_edge(i - 1),
                                            i + 1 < HISTOGRAM_BINS ? histogram_edge(i) : HUGE_VAL, h->count[i]};
        if (row.count > 0)
            row_stream_append(to, &row);
    }
}

static void append_offsets(row_stream *to, const accuracy_key *key, const tally *total)
{
    for (size_t i = 0; i < OFFSET_KINDS; i++) {
        const offset_range range = offset_range_of(i);
        const accuracy_offset_row row = {*key, range.from, range.to, total->offsets[i]};
        if (row.count > 0)
            row_stream_append(to, &row);
    }
}

/* The largest absolute error over |x| below a power of two. */
static double largest_within(const float_format *f, const tally *bins, double support)
{
    extreme largest = tally_zero().max_abs;
    const size_t end = format_bin(f, format_encode(f, support));
    for (size_t i = 0; i < 2 * end; i++)
        extreme_add(&largest, &bins[i].max_abs);
    return largest.x != NO_INPUT ? (double)largest.value : NAN;
}

/* A sum over millions of inputs is rounded as often: what lies beyond these digits is chance, and could make
 * the whole more than 1. */
enum { MASS_DIGITS = 12 };

static void append_weighted(row_stream *to, const accuracy_key *key, const pass *p, const tally *total,
                            const tally *bins)
{
    const float_format *f = p->question.format;
    for (int d = 0; d < DISTRIBUTION_COUNT; d++) {
        const input_distribution *drawn = &input_distributions[d];
        const weighted_sums *sums = &total->weighted[d];
        accuracy_weighted_row row = {.key = *key,
                                     .mean_ulp = six_digits(sums->ulp / sums->mass),
                                     .mean_abs = six_digits(sums->absolute / sums->mass),
                                     .max_abs = six_digits(largest_within(f, bins, drawn->support)),
                                     .support = drawn->support,
                                     .mass = to_digits(sums->mass, MASS_DIGITS),
                                     .weight_bound = weight_bound(f, drawn)};
        snprintf(row.distribution, sizeof row.distribution, "%s", drawn->name);
        if (sums->mass > 0)
            row_stream_append(to, &row);
    }
}

static bool property_applies(const question *q, property p)
{
    const op_traits *traits = &q->traits;
    switch (p) {
    case PROPERTY_NON_MONOTONE:
        return traits->direction[0] != 0 || traits->direction[1] != 0;
    case PROPERTY_ASYMMETRIC:
        return traits->symmetry != SYMMETRY_NONE;
    case PROPERTY_OUT_OF_RANGE:
        return range_is_known(traits) && (isfinite(traits->range[0]) || isfinite(traits->range[1]));
    case PROPERTY_SATURATED:
    case PROPERTY_SATURATED_EARLY:
        return !isnan(traits->limit[0]) || !isnan(traits->limit[1]);
    case PROPERTY_SLOPE_REVERSED:
    case PROPERTY_SLOPE_LOST:
    case PROPERTY_SLOPE_INVENTED:
        return q->op == OP_GRADIENT;
    default:
        return true;
    }
}

static void print_bits(const float_format *f, uint64_t bits, char *value, char *pattern)
{
    format_print_value(f, bits, value, TEXT_SHORT);
    format_print_bits(f, bits, pattern, TEXT_SHORT);
}

static void append_properties(row_stream *to, const accuracy_key *key, const question *q, const tally *total)
{
    for (property i = 0; i < PROPERTY_COUNT; i++) {
        const sighting *seen = &total->seen[i];
        accuracy_property_row row = {.key = *key, .count = seen->count};
        snprintf(row.property, sizeof row.property, "%s", property_texts[i].name);
        snprintf(row.meaning, sizeof row.meaning, "%s", property_texts[i].meaning);
        if (seen->count > 0) {
            print_bits(q->format, seen->x, row.x, row.x_bits);
            print_bits(q->format, seen->got, row.got, row.got_bits);
            print_bits(q->format, seen->other, row.other, row.other_bits);
        }
        if (property_applies(q, i))
            row_stream_append(to, &row);
    }
}

void details_append(accuracy_details *d, const pass *p, const findings *f, const char *run_id)
{
    const accuracy_key key = key_of(p, f, run_id);
    const tally total = findings_total(f);
    tally *bins = tally_bins(p, f);
    append_bins(&d->bins, &key, p, bins);
    append_histogram(&d->histogram, &key, &f->histogram);
    append_offsets(&d->offsets, &key, &total);
    append_weighted(&d->weighted, &key, p, &total, bins);
    append_properties(&d->properties, &key, &p->question, &total);
    free(bins);
}
