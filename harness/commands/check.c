#include "check/check.h"

#include "commands/commands.h"
#include "commands/run.h"
#include "reference/function.h"
#include "rows/row_key.h"
#include "rows/rows.h"
#include "support/interrupt.h"
#include "support/length.h"
#include "support/memory.h"
#include "support/progress.h"
#include "support/status.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct check_command {
    uint64_t limit_seconds;
} check_command;

#define SECONDS_MOST 3600
static bool set_limit(const char *text, void *field)
{
    uint64_t *seconds = field;
    return set_whole(text, seconds) && *seconds >= 1 && *seconds <= SECONDS_MOST;
}

static const option_entry entries[] = {
    {"limit", "SECONDS", "time for one rule on one implementation (default: 10)",
     "a whole number" FROM_TO(1, SECONDS_MOST), set_limit, offsetof(check_command, limit_seconds)},
};

static const command_syntax syntax = {
    "check",
    NULL,
    "Tries the kernel rules one by one on each implementation; writes check.csv and environment.csv.\n"
    "Exit status 1: a rule is broken.",
    entries,
    LENGTH(entries),
    TAKES_SELECTION | TAKES_PARAMETERS | TAKES_RUN | TAKES_FORMAT};

/* Whether row only repeats why nothing could be tried on an implementation. */
static bool repeats(const check_row *row, const check_row *previous)
{
    return previous != NULL && strcmp(row->verdict, "untried") == 0 && strcmp(row->detail, previous->detail) == 0 &&
           rows_agree(&check_schema, KEY_QUESTION | KEY_IMPL, row, previous);
}

/* What is not kept, line by line, and how much is. */
static void print_remarks(const table *rows)
{
    const size_t unsaid = 2; /* run_id, and the function, with which each implementation's name begins */
    const schema said = {check_schema.file, check_schema.row_size, check_schema.column_count - unsaid,
                         check_schema.columns + unsaid};
    table *remarks = table_new(&said);
    size_t kept = 0;
    const check_row *previous = NULL;
    for (size_t i = 0; i < rows->count; i++) {
        const check_row *row = table_row(rows, i);
        const bool fine = strcmp(row->verdict, "kept") == 0;
        kept += fine;
        if (!fine && !repeats(row, previous))
            table_append(remarks, row);
        previous = row;
    }
    table_print(remarks, stdout, FORMAT_TABLE);
    printf("%zu of %zu verdicts are \"kept\"\n", kept, rows->count);
    table_free(remarks);
}

/* Tries all that is selected; STATUS_WORSE where a rule is broken. */
static int check_selected(const run *r, unsigned limit_seconds, table *rows)
{
    size_t all;
    registry_all(&all);
    const implementation **found = memory_or_exit(calloc(all + 1, sizeof *found));
    const size_t count = registry_select(&r->options->select, found);
    const check_plan plan = {.run_id = r->id, .limit_seconds = limit_seconds};
    progress *bar = progress_new("check", count, r->options->quiet);
    size_t broken = 0;
    for (size_t i = 0; i < count && !interrupted(); i++) {
        /* What a wrapper adds is the same for all; it is tried where its dtype is asked for. */
        if (found[i]->wrapped != NULL && r->options->select.dtype < 0)
            continue;
        const params p = params_of(found[i]->function, found[i]->dtype, &r->options->asked);
        broken += check_implementation(&plan, found[i], &p, rows);
        progress_add(bar, 1);
    }
    progress_free(bar);
    free(found);
    const int written = run_write(r, rows);
    return written != STATUS_GOOD ? written : broken > 0 ? STATUS_WORSE : STATUS_GOOD;
}

int command_check(int argc, char **argv)
{
    options o = options_defaults();
    check_command own = {.limit_seconds = 10};
    bool done;
    int status = options_parse(argc, argv, &syntax, &o, &own, NULL, &done);
    if (status != STATUS_GOOD || done)
        return status;
    run r;
    status = run_begin(&r, &o);
    if (status == STATUS_GOOD) {
        table *rows = table_new(&check_schema);
        status = check_selected(&r, (unsigned)own.limit_seconds, rows);
        if (o.format == FORMAT_TABLE)
            print_remarks(rows);
        else
            table_print(rows, stdout, o.format);
        table_free(rows);
    }
    run_end(&r);
    return status;
}
