#include "claims/lists.h"

#include "support/memory.h"

#include <stdarg.h>
#include <stdlib.h>

enum { ANSWERS = 3 };

lists lists_new(void)
{
    lists l = {0};
    return l;
}

void lists_free(lists *l)
{
    for (size_t i = 0; i < ANSWERS; i++) {
        if (l->list[i].stream != NULL)
            fclose(l->list[i].stream);
        free(l->list[i].text);
    }
}

void lists_add(lists *l, int answer, const char *format, ...)
{
    struct lines *list = &l->list[answer + 1];
    if (list->stream == NULL)
        list->stream = memory_or_exit(open_memstream(&list->text, &list->length));
    else
        fputs(", ", list->stream);
    va_list arguments;
    va_start(arguments, format);
    vfprintf(list->stream, format, arguments);
    va_end(arguments);
}

const char *lists_text(lists *l, int answer)
{
    struct lines *list = &l->list[answer + 1];
    return list->stream == NULL ? "none" : lines_text(list);
}
