/* One screen, or all tables. */
#include "commands/print_run.h"

#include "page/screen.h"
#include "report/summary.h"

#include <stdlib.h>
#include <string.h>

static size_t lines_of(const char *text)
{
    size_t lines = 0;
    for (; *text != '\0'; text++)
        lines += *text == '\n';
    return lines;
}

/* Everything, where that is no more than a screen. */
static bool print_if_short(const run_files *files)
{
    char *text = NULL;
    size_t size = 0;
    FILE *all = open_memstream(&text, &size);
    if (all == NULL)
        return false;
    summary_print(files->accuracy, files->speed, all);
    const bool fits = fclose(all) == 0 && lines_of(text) <= SCREEN_LINES;
    if (fits)
        fputs(text, stdout);
    free(text);
    return fits;
}

void print_run(const options *o, bool full, const run_files *files, bool page)
{
    if (o->format != FORMAT_TABLE)
        table_print(files->accuracy != NULL ? files->accuracy : files->speed, stdout, o->format);
    else if (full)
        summary_print(files->accuracy, files->speed, stdout);
    else if (!print_if_short(files))
        screen_print(files, page, stdout);
}
