#include "check/check.h"

#include "commands/commands.h"
#include "commands/run.h"
#include "reference/function.h"
#include "rows/check_row.h"
#include "support/interrupt.h"
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

static bool set_limit(const char *text, void *field)
{
    enum { LONGEST = 3600 };
    uint64_t *seconds = field;
    return set_seed(text, seconds) && *seconds >= 1 && *seconds <= LONGEST;
}

static const option_entry entries[] = {
    {"limit", "SECONDS", "time for one rule on one implementation (default: 10)", "a whole number from 1 to 3600",
     set_limit, offsetof(check_command, limit_seconds)},
};

static const command_syntax syntax = {
    "check",
    NULL,
    "Tries the kernel rules one by one on each implementation; writes check.csv and environment.csv.\n"
    "Exit status 1: a rule is broken.",
    entries,
    sizeof entries / sizeof entries[0],
    NULL};

/* A verdict that is worth a line on the terminal. */
typedef struct remark {
    char impl[TEXT_NAME], op[TEXT_SHORT], dtype[TEXT_SHORT];
    char rule[TEXT_SHORT], verdict[TEXT_SHORT], detail[TEXT_LONG];
} remark;

static const column remark_columns[] = {
    COLUMN(remark, impl, CELL_TEXT), COLUMN(remark, op, CELL_TEXT),      COLUMN(remark, dtype, CELL_TEXT),
    COLUMN(remark, rule, CELL_TEXT), COLUMN(remark, verdict, CELL_TEXT), COLUMN(remark, detail, CELL_TEXT),
};
static const schema remark_schema = {"remarks.csv", sizeof(remark), sizeof remark_columns / sizeof remark_columns[0],
                                     remark_columns};

/* Whether row only repeats why nothing could be tried on an implementation. */
static bool repeats(const check_row *row, const check_row *previous)
{
    return previous != NULL && strcmp(row->verdict, "untried") == 0 && strcmp(row->detail, previous->detail) == 0 &&
           strcmp(row->impl, previous->impl) == 0 && strcmp(row->op, previous->op) == 0 &&
           strcmp(row->dtype, previous->dtype) == 0;
}

/* What is not kept, line by line, and how much is. */
static void print_remarks(const table *rows)
{
    table *remarks = table_new(&remark_schema);
    size_t kept = 0;
    const check_row *previous = NULL;
    for (size_t i = 0; i < rows->count; i++) {
        const check_row *row = table_row(rows, i);
        const bool fine = strcmp(row->verdict, "kept") == 0;
        kept += fine;
        if (!fine && !repeats(row, previous)) {
            remark line;
            memcpy(line.impl, row->impl, sizeof line.impl);
            memcpy(line.op, row->op, sizeof line.op);
            memcpy(line.dtype, row->dtype, sizeof line.dtype);
            memcpy(line.rule, row->rule, sizeof line.rule);
            memcpy(line.verdict, row->verdict, sizeof line.verdict);
            memcpy(line.detail, row->detail, sizeof line.detail);
            table_append(remarks, &line);
        }
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
