/* Entities and identifiers: nothing that a row holds can end a tag or an attribute. */
#include "page/markup.h"

#include "support/memory.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdlib.h>

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

void markup_textf(FILE *to, const char *format, ...)
{
    char *text = NULL;
    va_list arguments;
    va_start(arguments, format);
    const int length = vasprintf(&text, format, arguments);
    va_end(arguments);
    memory_or_exit(length < 0 ? NULL : text);
    markup_text(text, to);
    free(text);
}

void markup_identifier(const char *text, FILE *to)
{
    for (; *text != '\0'; text++)
        fputc(isalnum((unsigned char)*text) ? tolower((unsigned char)*text) : '-', to);
}
