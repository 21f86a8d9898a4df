#include "support/status.h"

#include <ctype.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>

enum { LINE_SIZE = 3 * PATH_MAX };

int complain(int status, const char *format, ...)
{
    char line[LINE_SIZE];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(line, sizeof line, format, arguments);
    va_end(arguments);
    /* What was wrong may be quoted in it, and may hold line feeds or a terminal's commands. */
    for (char *c = line; *c != '\0'; c++)
        if (iscntrl((unsigned char)*c))
            *c = '?';
    fprintf(stderr, "actbench: %s\n", line);
    return status;
}
