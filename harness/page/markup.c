/* Entities and identifiers: nothing that a row holds can end a tag or an attribute. */
#include "page/markup.h"

#include <ctype.h>
#include <stdarg.h>

static const char *entity_of(char c)
{
    switch (c) {
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '&':
        return "&amp;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    default:
        return NULL;
    }
}

void markup_text(const char *text, FILE *to)
{
    for (; *text != '\0'; text++) {
        const char *entity = entity_of(*text);
        if (entity != NULL)
            fputs(entity, to);
        else
            fputc(*text, to);
    }
}

void markup_between(const char *before, const char *text, const char *after, FILE *to)
{
    fputs(before, to);
    markup_text(text, to);
    fputs(after, to);
}

void markup_textf(FILE *to, const char *format, ...)
{
    char text[1024]; /* figures and names of the program's own: what is longer is cut */
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    markup_text(text, to);
}

void markup_identifier(const char *text, FILE *to)
{
    for (; *text != '\0'; text++)
        fputc(isalnum((unsigned char)*text) ? tolower((unsigned char)*text) : '-', to);
}
