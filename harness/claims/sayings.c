#include "claims/sayings.h"

#include "support/length.h"
#include "support/memory.h"

#include <stdlib.h>
#include <string.h>

const char *const openings[VERDICT_COUNT][LANGUAGES] = {
    [INCONCLUSIVE] = {"Cannot be told yet: ", "아직 알 수 없습니다: "},
    [SUPPORTED] = {"True: ", "맞습니다: "},
    [REFUTED] = {"False: ", "틀립니다: "},
    [DEPENDS] = {"It depends: ", "조건에 따라 다릅니다: "},
    [NOT_MEASURABLE] = {"Nothing to measure: ", "측정할 문제가 아닙니다: "},
};

static const saying *const lists[] = {sayings_on_functions, sayings_on_training, sayings_on_reasons};

const saying *saying_at(size_t i)
{
    for (size_t l = 0; l < LENGTH(lists); l++)
        for (const saying *s = lists[l]; s->id != NULL; s++)
            if (i-- == 0)
                return s;
    return NULL;
}

/* Writes the text with its figures; false where one of them is not there. */
static bool fill(const judgement *j, const char *text, FILE *to)
{
    while (*text != '\0') {
        const size_t plain = strcspn(text, "{");
        fprintf(to, "%.*s", (int)plain, text);
        text += plain;
        if (*text == '\0')
            break;
        const size_t length = strcspn(++text, "}");
        const char *found = figure_find(j, text, length);
        if (found == NULL)
            return false;
        fputs(found, to);
        text += length + 1;
    }
    return true;
}

/* To be freed; NULL where a figure is not there. */
static char *filled(const judgement *j, const char *opening, const char *text)
{
    char *sentence = NULL;
    size_t length = 0;
    FILE *to = memory_or_exit(open_memstream(&sentence, &length));
    fputs(opening, to);
    const bool whole = fill(j, text, to);
    fclose(to);
    if (whole)
        return sentence;
    free(sentence);
    return NULL;
}

const saying *saying_find(const judgement *j)
{
    const saying *s;
    for (size_t i = 0; (s = saying_at(i)) != NULL; i++) {
        if (strcmp(s->id, j->claim) != 0 || s->outcome != j->conclusion.verdict)
            continue;
        char *text = filled(j, "", s->text[ENGLISH]);
        free(text);
        if (text != NULL)
            return s;
    }
    return NULL;
}

char *saying_text(const judgement *j, language in)
{
    const char *const opening = openings[j->conclusion.verdict][in];
    const saying *s = j->missing[0] == '\0' || j->conclusion.verdict == NOT_MEASURABLE ? saying_find(j) : NULL;
    if (s == NULL)
        return sentence("%s%s: %s.", opening,
                        in == KOREAN ? "판정에 필요한 행이 없습니다" : "rows that decide are not there", j->missing);
    char *whole = filled(j, opening, s->text[in]);
    if (in == KOREAN || j->lacking[0] == '\0')
        return whole;
    char *warned = sentence("%s %s", whole, j->lacking);
    free(whole);
    return warned;
}
