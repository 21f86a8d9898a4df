#include "commands/commands.h"
#include "commands/options.h"
#include "reference/function.h"
#include "report/grid.h"
#include "rows/rows.h"
#include "support/length.h"
#include "support/memory.h"
#include "support/status.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static list_row row_of(const implementation *impl)
{
    list_row row = {.claimed_bound_ulp = impl->bound_ulp > 0 ? impl->bound_ulp : NAN};
    snprintf(row.function, sizeof row.function, "%s", impl->function->name);
    snprintf(row.op, sizeof row.op, "%s", op_names[impl->op]);
    snprintf(row.dtype, sizeof row.dtype, "%s", dtype_names[impl->dtype]);
    snprintf(row.impl, sizeof row.impl, "%s", impl->name);
    if (implementation_available(impl))
        snprintf(row.available, sizeof row.available, "yes");
    else
        snprintf(row.available, sizeof row.available, "no: %s%s", impl->missing == NULL ? "needs " : "",
                 impl->missing == NULL ? impl->isa : impl->missing);
    snprintf(row.source, sizeof row.source, "%s", impl->source != NULL ? impl->source : "");
    snprintf(row.origin, sizeof row.origin, "%s", origin_names[impl->origin]);
    snprintf(row.file, sizeof row.file, "%s", impl->file);
    return row;
}

/* The file is told from the function's folder on, where its method comes from is cut to what fits; csv and json
 * have both whole. */
static void add_line(grid *g, const implementation *impl)
{
    enum { SOURCE_WIDTH = 26 };
    const list_row row = row_of(impl);
    char folder[TEXT_LONG];
    snprintf(folder, sizeof folder, "impls/%s/", impl->function->name);
    const bool is_in_folder = strncmp(row.file, folder, strlen(folder)) == 0;
    grid_add(g, impl->variant);
    grid_add(g, row.op);
    grid_add(g, row.dtype);
    grid_add(g, row.origin);
    grid_add(g, row.available);
    if (isnan(row.claimed_bound_ulp))
        grid_add(g, "");
    else
        grid_addf(g, "%g", row.claimed_bound_ulp);
    grid_add(g, row.file + (is_in_folder ? strlen(folder) : 0));
    if (strlen(row.source) <= SOURCE_WIDTH)
        grid_add(g, row.source);
    else
        grid_addf(g, "%.*s...", SOURCE_WIDTH - 3, row.source);
}

static void print_heading(const function *f)
{
    char own[TEXT_NAME];
    const params p = params_of(f, DTYPE_F64, NULL);
    params_print(f, DTYPE_F64, &p, own, sizeof own);
    printf("\n%s(x) = %s%s%s\n", f->name, f->formula, own[0] != '\0' ? "   by default " : "", own);
}

/* One line an implementation, under its function's name and formula. */
static void print_lines(const implementation *const *impls, size_t count)
{
    static const grid_column titles[] = {{"variant", false},   {"op", false},   {"dtype", false}, {"origin", false},
                                         {"available", false}, {"bound", true}, {"file", false},  {"source", false}};
    for (size_t i = 0; i < count;) {
        const function *f = impls[i]->function;
        grid *g = grid_new(titles, LENGTH(titles));
        for (; i < count && impls[i]->function == f; i++)
            add_line(g, impls[i]);
        print_heading(f);
        grid_print(g, stdout);
        grid_free(g);
    }
}

static const command_syntax syntax = {
    "list", NULL, "Lists the implementations that are built in.",
    NULL,   0,    TAKES_SELECTION | TAKES_THREADS | TAKES_SEED | TAKES_FORMAT | TAKES_PLUGIN | TAKES_QUIET};

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
    if (o.format == FORMAT_TABLE) {
        print_lines(found, count);
    } else {
        table *rows = table_new(&list_schema);
        for (size_t i = 0; i < count; i++) {
            const list_row row = row_of(found[i]);
            table_append(rows, &row);
        }
        table_print(rows, stdout, o.format);
        table_free(rows);
    }
    free(found);
    return STATUS_GOOD;
}
