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

/* Forms that are equal for real numbers and whose digits cancel for floats, beside one that keeps them. */
static const struct {
    const char *claims, *function, *op, *impls[3], *command;
} cancellations[] = {
    {"N10",
     "sigmoid",
     "gradient",
     {"sigmoid/from_output", "sigmoid/stable"},
     "accuracy --function sigmoid --op gradient"},
    {"N23", "elu", "forward", {"elu/printed", "elu/expm1"}, "accuracy --function elu --op forward"},
    {"N28 N29",
     "tanh",
     "forward",
     {"tanh/printed", "tanh/sigmoid_form", "tanh/expm1_form"},
     "accuracy --function tanh --op forward"},
};

static const participant *contender_named(const topic *t, const char *impl)
{
    for (size_t i = 0; impl != NULL && i < t->count; i++)
        if (strcmp(t->contenders[i].impl, impl) == 0 && contender_has_bins(&t->contenders[i]))
            return &t->contenders[i];
    return NULL;
}

/* Error along x of those forms that are there. */
static bool draw_cancellation(size_t i, drawing *d, const run_files *files, const topics *t, picture *made)
{
    for (size_t k = 0; k < t->count; k++) {
        const topic *of = &t->list[k];
        const participant *chosen[LENGTH(cancellations[0].impls)];
        size_t count = 0;
        if (strcmp(of->function, cancellations[i].function) != 0 || strcmp(of->op, cancellations[i].op) != 0 ||
            strcmp(of->dtype, "f32") != 0)
            continue;
        for (size_t m = 0; m < LENGTH(cancellations[i].impls); m++) {
            const participant *found = contender_named(of, cancellations[i].impls[m]);
            if (found != NULL)
                chosen[count++] = found;
        }
        if (count > 1)
            return error_curve_draw(d, files, of, chosen, count, made);
    }
    return false;
}

static claim_picture *next_picture(claim_section *s)
{
    return s->picture_count < CLAIM_PICTURES_MAX ? &s->pictures[s->picture_count] : NULL;
}

void claim_section_draw(claim_section *s, drawing *d, const run_files *files, const topics *t)
{
    *s = (claim_section){0};
    for (size_t i = 0; files->training != NULL && i < training_picture_count && next_picture(s) != NULL; i++)
        if (training_picture_draw(d, files->training, &training_pictures[i], &next_picture(s)->picture)) {
            claim_picture *made = &s->pictures[s->picture_count++];
            made->claims = training_pictures[i].claims;
            made->file = "training.csv";
            made->command = "train";
            made->wide = true;
        }
    if (files->training != NULL && next_picture(s) != NULL &&
        cost_picture_draw(d, files->training, &next_picture(s)->picture)) {
        claim_picture *made = &s->pictures[s->picture_count++];
        *made = (claim_picture){made->picture, "N04 N13", "training.csv", "train", true};
    }
    for (size_t i = 0; files->claims != NULL && i < LENGTH(cancellations) && next_picture(s) != NULL; i++)
        if (draw_cancellation(i, d, files, t, &next_picture(s)->picture)) {
            claim_picture *made = &s->pictures[s->picture_count++];
            made->claims = cancellations[i].claims;
            made->file = "accuracy_bins.csv";
            made->command = cancellations[i].command;
            made->wide = true;
        }
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

/* The steps that ` | ` keeps apart, as a list. */
static void write_steps(const char *steps, FILE *to)
{
    static const char separator[] = " | ";
    fputs("<ol class='steps'>", to);
    for (const char *at = steps; *at != '\0';) {
        const char *end = strstr(at, separator);
        const size_t length = end != NULL ? (size_t)(end - at) : strlen(at);
        char step[TEXT_PAGE];
        snprintf(step, sizeof step, "%.*s", (int)length, at);
        markup_between("<li>", step, "</li>", to);
        at += length + (end != NULL ? sizeof separator - 1 : 0);
    }
    fputs("</ol>", to);
}

static void write_links(const claim_section *s, const char *id, FILE *to)
{
    for (size_t i = 0; i < s->picture_count; i++)
        if (strstr(s->pictures[i].claims, id) != NULL) {
            fprintf(to, "<p><a href='#picture-%zu'>", i + 1);
            markup_between("", s->pictures[i].picture.label, "</a></p>", to);
        }
}

static void write_card(const claim_section *s, const claim_row *row, FILE *to)
{
    fputs("<article class='claim ", to);
    markup_identifier(row->verdict, to);
    markup_between("' id='", row->id, "'><h4>", to);
    markup_text(row->id, to);
    fputs(" · <span class='badge'>", to);
    write_verdict(row->verdict, to);
    markup_between("</span></h4><p>", row->claim, "</p><p>", to);
    write_effect(row, to);
    markup_between("</p><p class='soft'>", row->regime, "</p>", to);
    write_links(s, row->id, to);
    markup_between(
        "<details><summary><span class='en'>why</span><span class='ko'> 근거</span></summary><p class='soft'>",
        row->question, "</p>", to);
    if (row->arithmetic[0] != '\0')
        write_steps(row->arithmetic, to);
    markup_between("<p class='en'>", row->note, "</p><p class='ko'>", to);
    markup_between("", row->korean[0] != '\0' ? row->korean : row->note, "</p><p class='soft'>", to);
    markup_between("rows: ", row->evidence, "<br><code>actbench claims --explain ", to);
    markup_text(row->id, to);
    fputs("</code></p></details></article>\n", to);
}

static void write_picture(const claim_section *s, size_t i, const drawing *d, FILE *to)
{
    const claim_picture *p = &s->pictures[i];
    fprintf(to, "<figure id='picture-%zu'%s><div class='frame'>", i + 1, p->wide ? " class='wide'" : "");
    drawing_place(d, p->picture.number, p->picture.label, false, to);
    markup_between("</div><figcaption><b>", p->picture.label, "</b> (", to);
    markup_text(p->claims, to);
    markup_between("). ", p->picture.caption, "", to);
    markup_between(" <code>actbench ", p->command, "</code>, ", to);
    fprintf(to, "<a href='%s'>%s</a></figcaption></figure>\n", p->file, p->file);
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
    for (size_t i = 0; i < s->picture_count; i++)
        write_picture(s, i, d, to);
    fputs("</div>\n<div class='claims'>", to);
    for (size_t i = 0; files->claims != NULL && i < files->claims->count; i++)
        write_card(s, table_row(files->claims, i), to);
    fputs("</div></section>\n", to);
}
