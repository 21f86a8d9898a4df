/* `columns`: what the columns of the files mean. */
#include "commands/commands.h"
#include "commands/options.h"
#include "rows/rows.h"
#include "support/status.h"

#include <stdio.h>
#include <string.h>

static const command_syntax syntax = {
    "columns",
    "[FILE.csv]...",
    "Prints what the columns of these files mean, or of all, as the tables of reports/COLUMNS.md.",
    NULL,
    0,
    0};

static const schema *find_schema(const char *file)
{
    for (size_t i = 0; i < SCHEMA_COUNT; i++)
        if (strcmp(schemas[i]->file, file) == 0)
            return schemas[i];
    return NULL;
}

int command_columns(int argc, char **argv)
{
    options o = options_defaults();
    bool done;
    int operands;
    const int status = options_parse(argc, argv, &syntax, &o, NULL, &operands, &done);
    if (status != STATUS_GOOD || done)
        return status;
    for (int i = 1; i <= operands; i++)
        if (find_schema(argv[i]) == NULL)
            return complain(STATUS_USAGE, "columns: %s: no file of a run: `actbench columns` names them all", argv[i]);
    for (int i = 1; i <= operands; i++)
        schema_print_columns(find_schema(argv[i]), stdout);
    for (size_t i = 0; i < SCHEMA_COUNT && operands == 0; i++) {
        printf("%s%s\n\n", i > 0 ? "\n" : "", schemas[i]->file);
        schema_print_columns(schemas[i], stdout);
    }
    return STATUS_GOOD;
}
