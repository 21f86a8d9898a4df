#include "commands/commands.h"
#include "commands/options.h"
#include "rows/rows.h"
#include "support/memory.h"
#include "support/status.h"

#include <math.h>
#include <stdlib.h>

typedef struct list_row {
    char function[TEXT_SHORT], op[TEXT_SHORT], dtype[TEXT_SHORT];
    char impl[TEXT_NAME];
    char available[TEXT_NAME];
    double claimed_bound_ulp;
    char source[TEXT_LONG];
} list_row;

static const column columns[] = {
    COLUMN(list_row, function, CELL_TEXT),  COLUMN(list_row, op, CELL_TEXT),
    COLUMN(list_row, dtype, CELL_TEXT),     COLUMN(list_row, impl, CELL_TEXT),
    COLUMN(list_row, available, CELL_TEXT), COLUMN(list_row, claimed_bound_ulp, CELL_REAL),
    COLUMN(list_row, source, CELL_TEXT),
};

static const schema list_schema = {"list.csv", sizeof(list_row), sizeof columns / sizeof columns[0], columns};

static list_row row_of(const implementation *impl)
{
    list_row row = {.claimed_bound_ulp = impl->bound_ulp > 0 ? impl->bound_ulp : NAN};
    snprintf(row.function, sizeof row.function, "%.*s", (int)implementation_function_length(impl),
             impl->name);
    snprintf(row.op, sizeof row.op, "%s", op_names[impl->op]);
    snprintf(row.dtype, sizeof row.dtype, "%s", dtype_names[impl->dtype]);
    snprintf(row.impl, sizeof row.impl, "%s", impl->name);
    if (implementation_available(impl))
        snprintf(row.available, sizeof row.available, "yes");
    else
        snprintf(row.available, sizeof row.available, "no: %s%s", impl->missing == NULL ? "needs " : "",
                 impl->missing == NULL ? impl->isa : impl->missing);
    snprintf(row.source, sizeof row.source, "%s", impl->source != NULL ? impl->source : "");
    return row;
}

static const command_syntax syntax = {"list", NULL, "Lists the implementations that are built in.", NULL, 0};

int command_list(int argc, char **argv)
{
    options o = options_defaults();
    bool done;
    const int status = options_parse(argc, argv, &syntax, &o, NULL, NULL, &done);
    if (status != STATUS_GOOD || done)
        return status;
    size_t all;
    registry_all(&all);
    const implementation **found = memory_or_exit(calloc(all + 1, sizeof *found));
    const size_t count = registry_select(&o.select, found);
    table *rows = table_new(&list_schema);
    for (size_t i = 0; i < count; i++) {
        const list_row row = row_of(found[i]);
        table_append(rows, &row);
    }
    table_print(rows, stdout, o.format);
    table_free(rows);
    free(found);
    return STATUS_GOOD;
}
