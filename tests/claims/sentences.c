#include "claims/sentences.h"

#include "claims/sayings.h"
#include "support/length.h"

#include <check.h>
#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SAYINGS = 400 };
static bool seen[SAYINGS];

static size_t index_of(const saying *s)
{
    size_t i = 0;
    while (saying_at(i) != s)
        i++;
    ck_assert_uint_lt(i, SAYINGS);
    return i;
}

/* Whether the word stands in the text by itself. */
static bool has_word(const char *text, const char *word)
{
    const size_t length = strlen(word);
    for (const char *at = strstr(text, word); at != NULL; at = strstr(at + 1, word))
        if ((at == text || !isalpha((unsigned char)at[-1])) && !isalpha((unsigned char)at[length]))
            return true;
    return false;
}

static void check_no_hole(const char *text, const char *label)
{
    static const char *const holes[] = {"nan", "inf", "(null)", "none of 0", "{", "}"};
    for (size_t h = 0; h < LENGTH(holes); h++)
        ck_assert_msg(!has_word(text, holes[h]), "%s: '%s' in: %s", label, holes[h], text);
}

/* Whether the shown number is one of those in the text, as it is or as a share for a percentage, rounded. */
static bool has_number(const char *text, double shown, bool percent)
{
    const double wanted = percent ? shown / 100 : shown;
    for (const char *at = text; *at != '\0';) {
        char *end;
        const double value = isdigit((unsigned char)*at) || (*at == '-' && isdigit((unsigned char)at[1]))
                                 ? strtod(at, &end)
                                 : (end = (char *)at + 1, NAN);
        const double tolerance = 0.06 * fmax(fabs(value), fabs(wanted));
        if (fabs(value - wanted) <= tolerance || fabs(value - shown) <= 0.06 * fabs(shown))
            return true;
        at = end;
    }
    return false;
}

/* The figures that a saying names stand in the explanation. */
static void check_figures(judgement *j, const saying *s, const char *label)
{
    for (const char *at = strchr(s->text[ENGLISH], '{'); at != NULL; at = strchr(at + 1, '{')) {
        const char *figure = figure_find(j, at + 1, strcspn(at + 1, "}"));
        char *end;
        const double value = strtod(figure, &end);
        if (end == figure)
            continue;
        ck_assert_msg(has_number(lines_text(&j->arithmetic), value, *end == '%') ||
                          has_number(lines_text(&j->rows), value, *end == '%'),
                      "%s: %s = %s stands nowhere in\n%s%s", label, at, figure, lines_text(&j->rows),
                      lines_text(&j->arithmetic));
    }
}

void check_sentence(judgement *j, const char *label)
{
    char *text[LANGUAGES] = {saying_text(j, ENGLISH), saying_text(j, KOREAN)};
    for (language l = ENGLISH; l < LANGUAGES; l++) {
        const char *opening = openings[j->conclusion.verdict][l];
        ck_assert_msg(text[l] != NULL && strncmp(text[l], opening, strlen(opening)) == 0, "%s", label);
        check_no_hole(text[l], label);
        ck_assert_msg(strlen(text[l]) < TEXT_PAGE, "%s: %s", label, text[l]);
        free(text[l]);
    }
    check_no_hole(j->conclusion.regime, label);
    if (j->missing[0] != '\0')
        return;
    const saying *s = saying_find(j);
    ck_assert_msg(s != NULL, "%s: nothing is said of %s", label, verdict_names[j->conclusion.verdict]);
    seen[index_of(s)] = true;
    check_figures(j, s, label);
}

void check_all_sentences_seen(void)
{
    const saying *s, *t;
    size_t unseen = 0;
    for (size_t i = 0; (s = saying_at(i)) != NULL; i++) {
        unseen += !seen[i];
        if (!seen[i])
            fprintf(stderr, "%s, %s: no altered rows lead to: %s\n", s->id, verdict_names[s->outcome],
                    s->text[ENGLISH]);
        for (size_t k = 0; k < i && (t = saying_at(k)) != NULL; k++)
            for (language l = ENGLISH; l < LANGUAGES; l++)
                ck_assert_msg(strcmp(s->text[l], t->text[l]) != 0 || strcmp(s->id, t->id) != 0, "%s", s->text[l]);
    }
    ck_assert_uint_eq(unseen, 0);
}
