#include "card/card.h"

#include "card/card_parts.h"
#include "report/entries.h"
#include "support/length.h"

#include <math.h>
#include <stdarg.h>
#include <string.h>

void card_fact_add(card *c, const char *label, const char *format, ...)
{
    if (c->fact_count == CARD_FACTS_MAX)
        return;
    card_fact *f = &c->facts[c->fact_count++];
    f->label = label;
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(f->text, sizeof f->text, format, arguments);
    va_end(arguments);
}

bool card_is_own(const card_source *s, const char *impl, const char *op, const char *dtype)
{
    return strcmp(impl, s->impl) == 0 && strcmp(op, s->op) == 0 && strcmp(dtype, s->dtype) == 0;
}

static const char *lower_bound_of(const accuracy_row *row)
{
    return strcmp(row->method, "exhaustive") == 0 ? "" : "at least ";
}

static void add_largest(card *c, const accuracy_row *row, const char *label)
{
    if (isnan(row->max_ulp)) {
        card_fact_add(c, label, "none: every result is a fault");
        return;
    }
    card_fact_add(c, label, "%s%.6g ULP at x = %s (%s)", lower_bound_of(row), row->max_ulp, row->max_ulp_x,
                  row->max_ulp_x_bits);
    if (row->max_ulp > 0)
        card_fact_add(c, "", "got %s, exact %.26s", row->max_ulp_got, row->max_ulp_exact);
}

/* The figures of another judgement over inputs of the same kind. */
static void add_beside(card *c, const accuracy_row *whole, const char *name, const accuracy_row *row)
{
    card_fact_add(c, name, "max %s%.6g ULP at x = %s; mean %.4g; %.6g%% correctly rounded", lower_bound_of(whole),
                  row->max_ulp, row->max_ulp_x, row->mean_ulp, 100 * (1 - (double)row->misrounded / (double)row->n));
}

static void add_flushed(card *c, const accuracy_row *row)
{
    static const char *const labels[][2] = {{"ftz", "with --ftz"}, {"daz", "with --daz"}, {"ftz daz", "--ftz --daz"}};
    accuracy_row flushed = *row;
    flushed.max_ulp = row->flushed_max_ulp;
    memcpy(flushed.max_ulp_x, row->flushed_max_ulp_x, sizeof flushed.max_ulp_x);
    flushed.mean_ulp = row->flushed_mean_ulp;
    flushed.misrounded = row->flushed_misrounded;
    for (size_t i = 0; i < LENGTH(labels); i++)
        if (strcmp(row->flushes, labels[i][0]) == 0)
            add_beside(c, row, labels[i][1], &flushed);
}

static void add_errors(card *c, const card_source *s)
{
    const accuracy_row *row = s->row;
    add_largest(c, row, "max error");
    card_fact_add(c, "mean, rms", "%.4g, %.4g ULP; largest absolute %.4g, relative %.4g", row->mean_ulp, row->rms_ulp,
                  row->max_abs, row->max_rel);
    card_fact_add(c, "quantiles", "p50 %.3g  p95 %.3g  p99 %.3g  p99.9 %.3g  p99.99 %.3g", row->p50_ulp,
                  card_quantile(s, 0.95), row->p99_ulp, row->p999_ulp, card_quantile(s, 0.9999));
    const double within = row->max_ulp <= 1 && row->faults == 0 ? 1 : card_share_within(s, 1);
    card_fact_add(c, "correct", "%.6g%% correctly rounded, %s%.6g%% within 1 ULP",
                  100 * (1 - (double)row->misrounded / (double)row->n), within < 1 ? "at least " : "", 100 * within);
    if (s->range != NULL)
        add_beside(c, row, s->range_name, s->range);
    add_flushed(c, row);
}

static void give_title(card *c, const card_source *s)
{
    const bool with_params = s->row != NULL && s->row->params[0] != '\0';
    snprintf(c->title, sizeof c->title, "%s %s%s%s%s %s: %s", s->function, s->op, with_params ? " (" : "",
             with_params ? s->row->params : "", with_params ? ")" : "", s->dtype, entry_variant(s->impl));
}

card card_of(const card_source *s)
{
    card c = {0};
    give_title(&c, s);
    if (s->row != NULL)
        card_fact_add(&c, "judged", "%ju inputs (%s) against MPFR", (uintmax_t)s->row->n, s->row->inputs);
    if (s->how[0] != '\0')
        card_fact_add(&c, "called", "%s", s->how);
    if (s->caveat[0] != '\0')
        card_fact_add(&c, "note", "%s", s->caveat);
    if (s->same_as != NULL)
        card_fact_add(&c, "same as", "%s, bit for bit", s->same_as);
    if (s->row != NULL) {
        add_errors(&c, s);
        card_add_shares(&c, s);
        card_add_intervals(&c, s);
        card_add_parts(&c, s);
        card_add_properties(&c, s);
    }
    card_add_rules(&c, s);
    card_add_time(&c, s);
    card_give_verdict(&c, s);
    return c;
}
