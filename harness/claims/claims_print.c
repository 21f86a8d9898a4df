/* Claims for the eye. */
#include "claims/ledger.h"
#include "claims/sayings.h"
#include "report/grid.h"
#include "support/length.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* "1.23 [1.20, 1.26] unit", or what of it there is. */
static void effect_text(const claim_row *row, char *text, size_t size)
{
    text[0] = '\0';
    if (isnan(row->effect))
        return;
    if (isnan(row->effect_low))
        snprintf(text, size, "%.4g %s", row->effect, row->unit);
    else
        snprintf(text, size, "%.4g [%.4g, %.4g] %s", row->effect, row->effect_low, row->effect_high, row->unit);
}

/* The rows used, cut short for the terminal. */
static void evidence_text(const claim_row *row, char *text, size_t size)
{
    enum { SHOWN = 160 };
    static const char rest[] = " ... (the rest stands in claims.csv)";
    const bool fits = strlen(row->evidence) <= SHOWN;
    snprintf(text, size, "%.*s%s", fits ? INT32_MAX : SHOWN, row->evidence, fits ? "" : rest);
}

static void print_tally(const table *claims, FILE *to)
{
    fputc('\n', to);
    for (verdict v = 0; v < VERDICT_COUNT; v++) {
        size_t count = 0;
        for (size_t i = 0; i < claims->count; i++)
            count += strcmp(((const claim_row *)table_row(claims, i))->verdict, verdict_names[v]) == 0;
        fprintf(to, "%s%zu %s", v > 0 ? ", " : "", count, verdict_names[v]);
    }
    fputs(".\n", to);
}

void claims_print(const table *claims, FILE *to)
{
    static const grid_column columns[] = {{"id", false},     {"claim", false},  {"verdict", false}, {"effect", false},
                                          {"regime", false}, {"reason", false}, {"evidence", false}};
    grid *g = grid_new(columns, LENGTH(columns));
    for (size_t i = 0; i < claims->count; i++) {
        const claim_row *row = table_row(claims, i);
        char effect[TEXT_LONG], lines[TEXT_LONG];
        effect_text(row, effect, sizeof effect);
        evidence_text(row, lines, sizeof lines);
        grid_add(g, row->id);
        grid_add(g, row->claim);
        grid_add(g, row->verdict);
        grid_add(g, effect);
        grid_add(g, row->regime);
        grid_add(g, row->note);
        grid_add(g, lines);
    }
    grid_print(g, to);
    grid_free(g);
    print_tally(claims, to);
}

/* A titled block of text with every line indented. */
static void print_block(const char *title, const char *text, FILE *to)
{
    fprintf(to, "%s\n", title);
    for (const char *at = text; *at != '\0';) {
        const size_t length = strcspn(at, "\n");
        fprintf(to, "  %.*s\n", (int)length, at);
        at += length + (at[length] == '\n');
    }
}

/* The steps from the rows to the verdict. Those that stand on a row that is not there would state what nobody
 * measured: then none is shown. */
static const char *arithmetic_of(judgement *j)
{
    if (j->missing[0] != '\0')
        return "none: not all rows are there";
    const char *steps = lines_text(&j->arithmetic);
    return *steps ? steps : "none";
}

void claim_explain(const claim *c, const evidence *e, FILE *to)
{
    judgement *j = claim_judge(c, e);
    const conclusion *found = &j->conclusion;
    const interval f = found->effect;
    claim_row row = {.effect = f.estimate, .effect_low = f.low, .effect_high = f.high};
    snprintf(row.unit, sizeof row.unit, "%s", found->unit);
    char effect[TEXT_LONG], *rows = judgement_evidence(j);
    effect_text(&row, effect, sizeof effect);

    char *texts[LANGUAGES] = {saying_text(j, ENGLISH), saying_text(j, KOREAN)};
    fprintf(to, "%s (notes, section %s, line %" PRIu64 "; kind %s)\n", c->id, c->section, c->line, c->kind);
    print_block("The notes say", c->quote, to);
    print_block("In English", c->english, to);
    print_block("The question", c->question, to);
    print_block("Rows", *lines_text(&j->rows) ? lines_text(&j->rows) : "none", to);
    print_block("Arithmetic", arithmetic_of(j), to);
    fprintf(to, "Verdict: %s\n", verdict_names[found->verdict]);
    fprintf(to, "  effect    %s\n  regime    %s\n  reason    %s\n            %s\n  evidence  %s\n",
            *effect ? effect : "none", found->regime, texts[ENGLISH], texts[KOREAN], *rows ? rows : "none");
    free(rows);
    free(texts[ENGLISH]);
    free(texts[KOREAN]);
    judgement_free(j);
}
