#define _GNU_SOURCE /* vasprintf */
#include "claims/judgement.h"

#include "support/length.h"
#include "support/memory.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *const verdict_names[VERDICT_COUNT] = {
    [INCONCLUSIVE] = "inconclusive", [SUPPORTED] = "supported",           [REFUTED] = "refuted",
    [DEPENDS] = "depends",           [NOT_MEASURABLE] = "not-measurable",
};

judgement *judgement_new(const evidence *e, const char *claim)
{
    judgement *j = memory_or_exit(calloc(1, sizeof *j));
    j->evidence = e;
    j->claim = claim;
    j->conclusion.effect = exactly(NAN);
    j->rows.stream = memory_or_exit(open_memstream(&j->rows.text, &j->rows.length));
    j->arithmetic.stream = memory_or_exit(open_memstream(&j->arithmetic.text, &j->arithmetic.length));
    return j;
}

static void lines_free(struct lines *l)
{
    fclose(l->stream);
    free(l->text);
}

const char *lines_text(struct lines *l)
{
    fflush(l->stream);
    return l->text;
}

void judgement_free(judgement *j)
{
    lines_free(&j->rows);
    lines_free(&j->arithmetic);
    free(j->uses);
    for (size_t i = 0; i < j->figure_count; i++)
        free(j->figures[i].text);
    conclusion_free(&j->conclusion);
    free(j);
}

void use_row(judgement *j, const table *t, const void *row)
{
    const size_t index = (size_t)((const char *)row - t->rows) / t->schema->row_size;
    for (size_t i = 0; i < j->use_count; i++)
        if (j->uses[i].table == t && j->uses[i].row == index)
            return;
    if (j->use_count == j->use_capacity) {
        j->use_capacity = j->use_capacity == 0 ? 64 : 2 * j->use_capacity;
        j->uses = memory_or_exit(reallocarray(j->uses, j->use_capacity, sizeof *j->uses));
    }
    j->uses[j->use_count++] = (struct use){t, index};
}

static void add_line(struct lines *l, const char *format, va_list arguments)
{
    vfprintf(l->stream, format, arguments);
    fputc('\n', l->stream);
}

void say_row(judgement *j, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    add_line(&j->rows, format, arguments);
    va_end(arguments);
}

void say(judgement *j, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    add_line(&j->arithmetic, format, arguments);
    va_end(arguments);
}

void say_missing(judgement *j, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    if (j->missing[0] == '\0')
        vsnprintf(j->missing, sizeof j->missing, format, arguments);
    va_end(arguments);
}

void say_lacking(judgement *j, const char *format, ...)
{
    char said[TEXT_LONG];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(said, sizeof said, format, arguments);
    va_end(arguments);
    const size_t used = strlen(j->lacking);
    if (strstr(j->lacking, said) == NULL && used + strlen(said) + 1 < sizeof j->lacking)
        sprintf(j->lacking + used, "%s%s", used > 0 ? " " : "", said);
}

static void add_figure(judgement *j, const char *name, char *text)
{
    if (j->figure_count == FIGURES)
        abort();
    j->figures[j->figure_count++] = (struct figure){name, text};
}

void figure(judgement *j, const char *name, int digits, double value)
{
    if (isfinite(value))
        add_figure(j, name, digits > 0 ? sentence("%.*g", digits, value) : sentence("%.0f", value));
}

void figure_percent(judgement *j, const char *name, double share)
{
    if (isfinite(share))
        add_figure(j, name, sentence("%.3g%%", 100 * share));
}

void figure_words(judgement *j, const char *name, const char *words)
{
    if (words != NULL && *words != '\0' && strcmp(words, "none") != 0)
        add_figure(j, name, sentence("%s", words));
}

const char *figure_find(const judgement *j, const char *name, size_t length)
{
    for (size_t i = 0; i < j->figure_count; i++)
        if (strlen(j->figures[i].name) == length && memcmp(j->figures[i].name, name, length) == 0)
            return j->figures[i].text;
    return NULL;
}

char *sentence(const char *format, ...)
{
    char *text = NULL;
    va_list arguments;
    va_start(arguments, format);
    const int length = vasprintf(&text, format, arguments);
    va_end(arguments);
    return memory_or_exit(length < 0 ? NULL : text);
}

void conclusion_free(conclusion *c)
{
    free(c->regime);
}

const char *interval_text(interval i, char *text)
{
    if (isnan(i.estimate))
        snprintf(text, TEXT_NAME, "(not measured)");
    else if (isnan(i.low))
        snprintf(text, TEXT_NAME, "%.3g (no interval)", i.estimate);
    else
        snprintf(text, TEXT_NAME, "%.3g [%.3g, %.3g]", i.estimate, i.low, i.high);
    return text;
}

interval exactly(double value)
{
    return (interval){value, NAN, NAN};
}

verdict by_halves(bool in_reals, bool in_floats)
{
    return !in_reals ? REFUTED : in_floats ? SUPPORTED : DEPENDS;
}

const char *number_text(double value, char *text)
{
    snprintf(text, TEXT_NAME, isnan(value) ? "none" : "%.9g", value);
    return text;
}

char *halves(bool in_reals, bool in_floats)
{
    return sentence("real numbers: %s; float32: %s", in_reals ? "holds" : "fails", in_floats ? "holds" : "fails");
}
