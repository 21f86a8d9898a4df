#include "card/card_parts.h"
#include "support/length.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The bins of the card's implementation: `visit` for each in the file's order. */
static uint64_t count_below(const card_source *s, double edge)
{
    uint64_t count = 0;
    for (size_t i = 0; s->histogram != NULL && i < s->histogram->count; i++) {
        const accuracy_histogram_row *row = table_row(s->histogram, i);
        if (card_is_own(s, row->key.impl, row->key.op, row->key.dtype) && row->below_ulp <= edge)
            count += row->count;
    }
    return count;
}

double card_share_within(const card_source *s, double ulp)
{
    return (double)count_below(s, ulp) / (double)count_below(s, HUGE_VAL);
}

double card_quantile(const card_source *s, double share)
{
    const uint64_t all = count_below(s, HUGE_VAL);
    uint64_t count = 0;
    for (size_t i = 0; s->histogram != NULL && i < s->histogram->count; i++) {
        const accuracy_histogram_row *row = table_row(s->histogram, i);
        if (!card_is_own(s, row->key.impl, row->key.op, row->key.dtype))
            continue;
        count += row->count;
        if ((double)count >= share * (double)all)
            return isinf(row->below_ulp) ? s->row->max_ulp : row->below_ulp;
    }
    return (double)NAN;
}

/* Results of the card's implementation whose distance from the nearest float is within the range, ends included. */
static uint64_t count_offsets(const card_source *s, double from, double to)
{
    uint64_t count = 0;
    for (size_t i = 0; s->offsets != NULL && i < s->offsets->count; i++) {
        const accuracy_offset_row *row = table_row(s->offsets, i);
        if (card_is_own(s, row->key.impl, row->key.op, row->key.dtype) && row->from_floats >= from &&
            row->to_floats <= to)
            count += row->count;
    }
    return count;
}

void card_add_shares(card *c, const card_source *s)
{
    static const struct {
        const char *label;
        double from, to;
    } bars[] = {{"-17 and less", -HUGE_VAL, -17},
                {"-16 .. -5", -16, -5},
                {"-4 .. -3", -4, -3},
                {"-2", -2, -2},
                {"-1", -1, -1},
                {"0", 0, 0},
                {"+1", 1, 1},
                {"+2", 2, 2},
                {"+3 .. +4", 3, 4},
                {"+5 .. +16", 5, 16},
                {"+17 and more", 17, HUGE_VAL}};
    const uint64_t all = count_offsets(s, -HUGE_VAL, HUGE_VAL);
    for (size_t i = 0; i < LENGTH(bars) && all > 0; i++) {
        const uint64_t count = count_offsets(s, bars[i].from, bars[i].to);
        if (count == 0)
            continue;
        card_share *share = &c->shares[c->share_count++];
        *share = (card_share){.share = (double)count / (double)all, .count = count};
        snprintf(share->label, sizeof share->label, "%s", bars[i].label);
    }
}

/* Adds a row of accuracy_bins.csv. */
static void interval_add(card_interval *to, const accuracy_bin_row *row)
{
    const double n = (double)row->n, before = (double)to->n;
    if (!isnan(row->mean_ulp)) {
        to->mean_ulp = (to->mean_ulp * before + row->mean_ulp * n) / (before + n);
        to->bias_ulp = (to->bias_ulp * before + row->mean_signed_ulp * n) / (before + n);
    }
    if (row->max_ulp > to->max_ulp || to->x[0] == '\0') {
        to->max_ulp = isnan(row->max_ulp) ? 0 : row->max_ulp;
        memcpy(to->x, row->max_ulp_x, sizeof to->x);
    }
    to->n += row->n;
    to->misrounded += row->misrounded;
}

/* The sum of the bins of a sign (0: both) from exponent `from` up to below `to`; text instead of an exponent: `word`. */
static card_interval interval_of(const card_source *s, char sign, long from, long to, const char *word)
{
    card_interval sum = {0};
    for (size_t i = 0; s->bins != NULL && i < s->bins->count; i++) {
        const accuracy_bin_row *row = table_row(s->bins, i);
        char *end;
        const long exponent = strtol(row->exponent, &end, 10);
        const bool number = end != row->exponent && *end == '\0';
        const bool inside =
            word != NULL ? strcmp(row->exponent, word) == 0 : number && exponent >= from && exponent < to;
        if (inside && (sign == '\0' || row->sign[0] == sign) &&
            card_is_own(s, row->key.impl, row->key.op, row->key.dtype))
            interval_add(&sum, row);
    }
    return sum;
}

/* Cuts of |x|, by exponent, with names that people use. */
static const struct {
    long exponent;
    const char *name;
} cuts[] = {{-2000, "2^-126"}, {-24, "2^-24"}, {-10, "2^-10"}, {-2, "0.25"}, {0, "1"},
            {2, "4"},          {4, "16"},      {7, "128"},     {2000, "inf"}};
enum { CUTS = LENGTH(cuts) };

static void add_interval(card *c, const card_source *s, char sign, size_t low)
{
    card_interval i = interval_of(s, sign, cuts[low].exponent, cuts[low + 1].exponent, NULL);
    const char *near = low == 0 ? "0" : cuts[low].name, *far = cuts[low + 1].name;
    if (sign == '-')
        snprintf(i.label, sizeof i.label, "-%s .. %s%s", far, low == 0 ? "" : "-", near);
    else
        snprintf(i.label, sizeof i.label, "%s .. %s", near, far);
    if (i.n > 0 && c->interval_count < CARD_INTERVALS_MAX)
        c->intervals[c->interval_count++] = i;
}

void card_add_intervals(card *c, const card_source *s)
{
    for (size_t i = CUTS - 1; i-- > 0;)
        add_interval(c, s, '-', i);
    for (size_t i = 0; i + 1 < CUTS; i++)
        add_interval(c, s, '+', i);
}

void card_add_parts(card *c, const card_source *s)
{
    const card_interval normal = interval_of(s, '\0', cuts[0].exponent, cuts[CUTS - 1].exponent, NULL);
    const card_interval subnormal = interval_of(s, '\0', 0, 0, "subnormal");
    const card_interval special = interval_of(s, '\0', 0, 0, "special");
    if (normal.n + subnormal.n + special.n == 0)
        return;
    card_fact_add(c, "by input", "normal %.6g ULP, subnormal and 0 %.6g ULP, inf %.6g ULP", normal.max_ulp,
                  subnormal.max_ulp, special.max_ulp);
}
