#include "accuracy/report.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

double to_digits(double value, int digits)
{
    char text[32];
    snprintf(text, sizeof text, "%.*g", digits, value);
    return strtod(text, NULL);
}

double six_digits(double value)
{
    return to_digits(value, 6);
}

double known_mean(double mean, double slack)
{
    return fabs(mean) <= slack ? 0 : six_digits(mean);
}

double known_maximum(double value, double slack, int digits)
{
    if (fabs(value) <= slack)
        return 0;
    if (slack <= 2 * LEAST_SLACK_ULP && digits == ALL_DIGITS) /* MPFR's own, which is far below a digit of the value */
        return value;
    const double held = floor(log10(fabs(value) / slack)); /* infinite where slack is 0 */
    if (isnan(value) || (held >= ALL_DIGITS && digits == ALL_DIGITS))
        return value;
    return to_digits(value, held < digits ? (held < 1 ? 1 : (int)held) : digits);
}

/* By how much any error of the pass may be off. */
static double least_slack(const pass *p)
{
    return fmax(truth_bound_ulp(&p->question, p->reference), LEAST_SLACK_ULP);
}

static void print_x(const float_format *f, uint64_t bits, char *text, size_t size)
{
    text[0] = '\0';
    if (bits != NO_INPUT)
        format_print_value(f, bits, text, size);
}

static void fill_extreme(const question *q, const extreme *e, double slack, accuracy_row *row)
{
    row->max_ulp = e->x == NO_INPUT ? NAN : known_maximum((double)e->value, slack, ALL_DIGITS);
    if (e->x == NO_INPUT)
        return;
    exact_scratch scratch;
    exact_scratch_init(&scratch);
    exact_at(q, e->x, &scratch);
    print_x(q->format, e->x, row->max_ulp_x, sizeof row->max_ulp_x);
    format_print_bits(q->format, e->x, row->max_ulp_x_bits, sizeof row->max_ulp_x_bits);
    print_x(q->format, e->got, row->max_ulp_got, sizeof row->max_ulp_got);
    mpfr_snprintf(row->max_ulp_exact, sizeof row->max_ulp_exact, "%.24Ra", scratch.y);
    exact_scratch_clear(&scratch);
}

/* Beyond the last edge the largest error bounds them all. */
static double quantile_of(const findings *f, const tally *total, double share)
{
    const double edge = histogram_quantile(&f->histogram, share);
    return six_digits(isinf(edge) ? (double)total->max_ulp.value : edge);
}

static const char *const methods[] = {[INPUTS_EXHAUSTIVE] = "exhaustive", [INPUTS_STRATIFIED] = "stratified"};

/* A search looks where errors are large: its means and shares say nothing, it compares no neighbours and
 * times no kernel. */
static void forget_statistics(accuracy_row *row)
{
    row->mean_ulp = row->rms_ulp = row->p50_ulp = row->p99_ulp = row->p999_ulp = row->max_abs = row->max_rel =
        row->kernel_seconds = NAN;
    row->max_ulp_normal = row->most_over_ulp = row->most_under_ulp = row->mean_signed_ulp = row->p95_ulp =
        row->p9999_ulp = row->right_share = NAN;
    row->unfaithful = row->beyond_claim = row->most_floats = COUNT_UNMEASURED;
    row->max_abs_x[0] = row->max_rel_x[0] = '\0';
    row->misrounded = row->non_monotone = row->asymmetric = row->wrong_zero_sign = COUNT_UNMEASURED;
}

/* The columns beyond those that are promised. */
static void fill_more(const pass *p, const findings *f, const tally *total, accuracy_row *row)
{
    const question *q = &p->question;
    const bool any = total->measured > 0;
    const double slack = least_slack(p), none = any ? 1 : NAN, measured = (double)total->measured * none;
    const double results = (double)(total->measured + total->seen[PROPERTY_FAULT].count);
    print_x(q->format, total->max_abs.x, row->max_abs_x, sizeof row->max_abs_x);
    print_x(q->format, total->max_rel.x, row->max_rel_x, sizeof row->max_rel_x);
    row->max_ulp_normal = none * known_mean(total->max_ulp_normal, slack);
    row->most_over_ulp = none * known_mean(total->most_over, slack);
    row->most_under_ulp = none * known_mean(total->most_under, slack);
    row->mean_signed_ulp = known_mean(total->sum_signed / measured, slack);
    row->p95_ulp = quantile_of(f, total, 0.95);
    row->p9999_ulp = quantile_of(f, total, 0.9999);
    row->unfaithful = total->unfaithful;
    row->beyond_claim = f->impl->bound_ulp > 0 ? total->beyond_claim : COUNT_UNMEASURED;
    row->most_floats = (uint64_t)fmin(total->most_floats, 0x1p63);
    row->right_share = six_digits((double)(total->measured - total->misrounded) / results);
}

accuracy_row accuracy_row_of(const pass *p, const findings *f, const char *run_id)
{
    const question *q = &p->question;
    const dtype type = f->impl->dtype;
    tally sides[2];
    findings_sides(f, sides);
    const tally total = findings_total(f);
    const double measured = total.measured > 0 ? (double)total.measured : NAN;

    accuracy_row row = {
        .n = total.n,
        .mean_ulp = known_mean(total.sum / measured, least_slack(p)),
        .rms_ulp = six_digits(sqrt(total.sum_of_squares / measured)),
        .p50_ulp = quantile_of(f, &total, 0.5),
        .p99_ulp = quantile_of(f, &total, 0.99),
        .p999_ulp = quantile_of(f, &total, 0.999),
        .max_abs = total.measured > 0 ? six_digits((double)total.max_abs.value) : NAN,
        .max_rel = total.measured > 0 ? six_digits((double)total.max_rel.value) : NAN,
        .misrounded = total.misrounded,
        .faults = total.seen[PROPERTY_FAULT].count,
        .non_monotone = total.seen[PROPERTY_NON_MONOTONE].count,
        .asymmetric = total.seen[PROPERTY_ASYMMETRIC].count,
        .wrong_zero_sign = total.seen[PROPERTY_WRONG_ZERO_SIGN].count,
        .mpfr_checked = total.mpfr_evaluations,
        .ref_bound_ulp = truth_bound_ulp(q, p->reference),
        .seconds = six_digits(f->seconds),
        .kernel_seconds = six_digits(f->kernel_seconds),
        .unrepeatable = total.seen[PROPERTY_UNREPEATABLE].count,
        .claimed_bound_ulp = f->impl->bound_ulp > 0 ? f->impl->bound_ulp : NAN,
    };
    snprintf(row.run_id, sizeof row.run_id, "%s", run_id);
    snprintf(row.function, sizeof row.function, "%s", q->function->name);
    snprintf(row.op, sizeof row.op, "%s", op_names[q->op]);
    snprintf(row.dtype, sizeof row.dtype, "%s", dtype_names[type]);
    snprintf(row.impl, sizeof row.impl, "%s", f->impl->name);
    snprintf(row.origin, sizeof row.origin, "%s", origin_names[f->impl->origin]);
    snprintf(row.method, sizeof row.method, "%s", p->search_budget > 0 ? "searched" : methods[p->inputs.kind]);
    params_print(q->function, type, &q->params, row.params, sizeof row.params);
    pass_inputs_name(p, row.inputs, sizeof row.inputs);
    fill_extreme(q, &total.max_ulp, total.slack_ulp, &row);
    fill_more(p, f, &total, &row);
    print_x(q->format, total.seen[PROPERTY_FAULT].x, row.first_fault_x, sizeof row.first_fault_x);
    print_x(q->format, total.seen[PROPERTY_UNREPEATABLE].x, row.first_unrepeatable_x, sizeof row.first_unrepeatable_x);
    print_x(q->format, sides[0].seen[PROPERTY_SATURATED].x, row.saturate_hi_x, sizeof row.saturate_hi_x);
    print_x(q->format, sides[1].seen[PROPERTY_SATURATED].x, row.saturate_lo_x, sizeof row.saturate_lo_x);
    row.flushed_max_ulp = row.flushed_mean_ulp = NAN;
    row.flushed_misrounded = COUNT_UNMEASURED;
    if (p->search_budget > 0)
        forget_statistics(&row);
    return row;
}

void accuracy_row_add_flushed(accuracy_row *row, const pass *p, const findings *f)
{
    const question *q = &p->question;
    const tally total = findings_total(f);
    const double measured = total.measured > 0 ? (double)total.measured : NAN;
    if (f->offence.kind != OFFENCE_NONE)
        return;
    snprintf(row->flushes, sizeof row->flushes, "%s", flushes_name(q->allowed));
    row->flushed_mean_ulp = known_mean(total.sum / measured, least_slack(p));
    row->flushed_misrounded = total.misrounded;
    if (total.max_ulp.x != NO_INPUT)
        row->flushed_max_ulp = known_maximum((double)total.max_ulp.value, total.slack_ulp, ALL_DIGITS);
    print_x(q->format, total.max_ulp.x, row->flushed_max_ulp_x, sizeof row->flushed_max_ulp_x);
}
