/* Cards: the quote, the verdict, the effect on a line, and why. */
#include "page/claim_section.h"

#include "page/markup.h"
#include "page/training_pictures.h"
#include "support/length.h"

#include <math.h>
#include <string.h>

static const struct {
    const char *verdict, *english, *korean;
} verdicts[] = {{"supported", "supported", "맞음"},
                {"refuted", "refuted", "틀림"},
                {"depends", "depends", "조건에 따라 다름"},
                {"not-measurable", "not measurable", "측정 불가"},
                {"inconclusive", "inconclusive", "판단 보류"}};
enum { VERDICTS = LENGTH(verdicts) };

void claim_section_draw(claim_section *s, drawing *d, const run_files *files)
{
    *s = (claim_section){0};
    for (size_t i = 0; files->training != NULL && i < training_picture_count && s->picture_count < CLAIM_PICTURES_MAX;
         i++)
        if (training_picture_draw(d, files->training, &training_pictures[i], &s->pictures[s->picture_count]))
            s->claims[s->picture_count++] = training_pictures[i].claims;
}

void claim_section_count(const table *claims, char *text, size_t size)
{
    text[0] = '\0';
    if (claims == NULL)
        return;
    int used = snprintf(text, size, "%zu claims", claims->count);
    for (size_t v = 0; v < VERDICTS; v++) {
        size_t count = 0;
        for (size_t i = 0; i < claims->count; i++)
            count += strcmp(((const claim_row *)table_row(claims, i))->verdict, verdicts[v].verdict) == 0;
        if (count > 0 && used > 0 && (size_t)used < size)
            used += snprintf(text + used, size - (size_t)used, "%s%zu %s", v == 0 ? ": " : ", ", count,
                             verdicts[v].english);
    }
}

/* The effect with its interval as a number line that always has 0 or 1, whichever is nearer, as its landmark. */
static void write_effect(const claim_row *row, FILE *to)
{
    if (isnan(row->effect))
        return;
    markup_textf(to, "%.4g", row->effect);
    if (isfinite(row->effect_low) && isfinite(row->effect_high)) {
        markup_textf(to, " [%.4g, %.4g]", row->effect_low, row->effect_high);
        const double mark = row->effect_low > 0 && fabs(row->effect - 1) < row->effect ? 1 : 0;
        const double low = fmin(row->effect_low, mark), high = fmax(row->effect_high, mark);
        const double width = high - low > 0 ? high - low : 1;
#define AT(v) (8 + 284 * ((v)-low) / width)
        fprintf(to,
                " <svg viewBox='0 0 300 30' role='img' aria-label='interval'><path d='M8,12H292' stroke='currentColor' "
                "opacity='.3'/><path d='M%.1f,6V18' stroke='currentColor'/><text x='%.1f' y='29' font-size='12' "
                "text-anchor='middle' fill='currentColor'>%g</text><path class='s-ours' d='M%.1f,12H%.1f' "
                "stroke-width='4'/><circle class='c-ours' cx='%.1f' cy='12' r='5' fill='currentColor'/></svg>",
                AT(mark), AT(mark), mark, AT(row->effect_low), AT(row->effect_high), AT(row->effect));
#undef AT
    }
    markup_between(" <span class='soft'>", row->unit, "</span>", to);
}

static void write_verdict(const char *verdict, FILE *to)
{
    for (size_t v = 0; v < VERDICTS; v++)
        if (strcmp(verdicts[v].verdict, verdict) == 0) {
            fprintf(to, "<span class='en'>%s</span><span class='ko'> %s</span>", verdicts[v].english,
                    verdicts[v].korean);
            return;
        }
    markup_text(verdict, to);
}

static void write_card(const claim_row *row, FILE *to)
{
    fputs("<article class='claim ", to);
    markup_identifier(row->verdict, to);
    markup_between("' id='", row->id, "'><h4>", to);
    markup_text(row->id, to);
    fputs(" · <span class='badge'>", to);
    write_verdict(row->verdict, to);
    markup_between("</span></h4><p>", row->claim, "</p><p>", to);
    write_effect(row, to);
    markup_between("</p><p class='soft'>", row->regime,
                   "</p><details><summary><span class='en'>why</span><span class='ko'> 근거</span></summary><p>", to);
    markup_text(row->note, to);
    markup_between("</p><p class='soft'>rows: ", row->evidence, "<br><code>actbench claims --explain ", to);
    markup_text(row->id, to);
    fputs("</code></p></details></article>\n", to);
}

void claim_section_write(const claim_section *s, const drawing *d, const run_files *files, FILE *to)
{
    if (files->claims == NULL && s->picture_count == 0)
        return;
    char count[TEXT_LONG];
    claim_section_count(files->claims, count, sizeof count);
    fputs(
        "<section id='claims'><h2><span class='en'>The claims of the note</span><span class='ko'> 노트의 주장들</span></h2><p>",
        to);
    markup_text(count, to);
    fputs("</p>\n<div class='pictures'>", to);
    for (size_t i = 0; i < s->picture_count; i++) {
        fputs("<figure>", to);
        fputs("<div class='frame'>", to);
        drawing_place(d, s->pictures[i].number, s->pictures[i].label, false, to);
        fputs("</div>", to);
        markup_between("<figcaption><b>", s->pictures[i].label, "</b> (", to);
        markup_text(s->claims[i], to);
        markup_between("). ", s->pictures[i].caption,
                       " <code>actbench train</code>, <a href='training.csv'>training.csv</a></figcaption></figure>\n",
                       to);
    }
    fputs("</div>\n<div class='claims'>", to);
    for (size_t i = 0; files->claims != NULL && i < files->claims->count; i++)
        write_card(table_row(files->claims, i), to);
    fputs("</div></section>\n", to);
}
