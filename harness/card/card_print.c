#include "card/card.h"

#include <math.h>
#include <string.h>

enum { WIDTH = 80, INDENT = 12, BAR = 40 };

/* Prints text from column INDENT on, broken at blanks; a text is never cut. */
static void print_wrapped(const char *label, const char *text, FILE *out)
{
    fprintf(out, "%-*s", INDENT, label);
    while (strlen(text) > WIDTH - INDENT) {
        size_t cut = WIDTH - INDENT;
        while (cut > 0 && text[cut] != ' ')
            cut--;
        if (cut == 0)
            cut = strcspn(text, " ");
        fprintf(out, "%.*s\n%*s", (int)cut, text, text[cut] != '\0' ? INDENT : 0, "");
        text += cut + strspn(text + cut, " ");
    }
    fprintf(out, "%s\n", text);
}

static void print_shares(const card *c, FILE *out)
{
    if (c->share_count > 0)
        fprintf(out, "%-14s %-*s %10s %12s\n", "ULPs off", BAR, "(whole ones, from the nearest float)", "share",
                "inputs");
    for (size_t i = 0; i < c->share_count; i++) {
        const card_share *s = &c->shares[i];
        const int length = (int)ceil(s->share * BAR);
        fprintf(out, "%-14s ", s->label);
        for (int k = 0; k < BAR; k++)
            fputc(k < length ? '#' : ' ', out);
        fprintf(out, " %9.5f%% %12ju\n", 100 * s->share, (uintmax_t)s->count);
    }
}

static void print_intervals(const card *c, FILE *out)
{
    fprintf(out, "%-16s %9s %-24s %8s %9s %9s\n", "x", "max ULP", "at", "mean", "bias", "misround");
    for (size_t i = 0; i < c->interval_count; i++) {
        const card_interval *v = &c->intervals[i];
        fprintf(out, "%-16s %9.4g %-24s %8.3g %+9.2g %8.3g%%\n", v->label, v->max_ulp, v->x, v->mean_ulp, v->bias_ulp,
                100 * (double)v->misrounded / (double)v->n);
    }
}

void card_print(const card *c, FILE *out)
{
    fprintf(out, "%s\n", c->title);
    print_wrapped("verdict", c->verdict, out);
    for (size_t i = 0; i < c->fact_count; i++)
        print_wrapped(c->facts[i].label, c->facts[i].text, out);
    print_shares(c, out);
    if (c->interval_count > 0)
        print_intervals(c, out);
}

void card_print_markdown(const card *c, FILE *out)
{
    fprintf(out, "### %s\n\n**%s**\n\n| | |\n|---|---|\n", c->title, c->verdict);
    for (size_t i = 0; i < c->fact_count; i++)
        fprintf(out, "| %s | %s |\n", c->facts[i].label, c->facts[i].text);
    fprintf(out, "\n| whole ULPs from the nearest float | share | inputs |\n|---|---:|---:|\n");
    for (size_t i = 0; i < c->share_count; i++)
        fprintf(out, "| %s | %.5f%% | %ju |\n", c->shares[i].label, 100 * c->shares[i].share,
                (uintmax_t)c->shares[i].count);
    fprintf(out, "\n| x | max ULP | at | mean | bias | misrounded |\n|---|---:|---|---:|---:|---:|\n");
    for (size_t i = 0; i < c->interval_count; i++) {
        const card_interval *v = &c->intervals[i];
        fprintf(out, "| %s | %.4g | `%s` | %.3g | %+.3g | %.3g%% |\n", v->label, v->max_ulp, v->x, v->mean_ulp,
                v->bias_ulp, 100 * (double)v->misrounded / (double)v->n);
    }
}
