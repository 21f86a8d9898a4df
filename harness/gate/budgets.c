#include "gate/budgets.h"
#include "gate/gate.h"
#include "rows/row_key.h"
#include "rows/rows.h"
#include "support/status.h"
#include "support/whole_file.h"

#include <errno.h>
#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* FILE as a folder and a name in it. */
typedef struct place {
    char dir[PATH_MAX];
    const char *name;
} place;

static place place_of(const char *file)
{
    const char *slash = strrchr(file, '/');
    place p = {.dir = ".", .name = slash != NULL ? slash + 1 : file};
    if (slash != NULL)
        snprintf(p.dir, sizeof p.dir, "%.*s", (int)(slash == file ? 1 : slash - file), file);
    return p;
}

int budgets_read(const char *file, table **budgets)
{
    if (access(file, R_OK) != 0)
        return complain(STATUS_USAGE, "gate: %s: cannot read: %s: write budgets there first, by gate --emit %s", file,
                        strerror(errno), file);
    const place p = place_of(file);
    schema named = budget_schema;
    named.file = p.name;
    const int status = table_read(&named, p.dir, budgets);
    if (status == STATUS_GOOD)
        (*budgets)->schema = &budget_schema;
    return status;
}

double budget_round(double max_ulp)
{
    if (!isfinite(max_ulp) || max_ulp <= 0)
        return max_ulp;
    const double unit = pow(10, floor(log10(max_ulp)) - 3);
    /* What is already rounded stays, whatever the division's last bit. */
    const double nearest = round(max_ulp / unit);
    const double digits = fabs(max_ulp / unit - nearest) < 1e-9 * nearest ? nearest : ceil(max_ulp / unit);
    return unit < 1 ? digits / round(1 / unit) : digits * unit;
}

/* Files of earlier versions do not say it. */
static bool is_foreign(const accuracy_row *row)
{
    const implementation *own = row->origin[0] == '\0' ? gate_entry_of(row->impl) : NULL;
    return strcmp(own != NULL ? origin_names[own->origin] : row->origin, origin_names[ORIGIN_PEER]) == 0;
}

static bool is_outdone(const table *accuracy, const accuracy_row *row)
{
    for (size_t i = 0; i < accuracy->count; i++) {
        const accuracy_row *other = table_row(accuracy, i);
        if (other != row && rows_agree(&accuracy_schema, KEY_QUESTION | KEY_IMPL, other, row) && other->n > row->n)
            return true;
    }
    return false;
}

static budget_row budget_of(const accuracy_row *row)
{
    budget_row budget = {.max_ulp = budget_round(row->max_ulp),
                         .misrounded = row->misrounded,
                         .faults = row->faults,
                         .non_monotone = row->non_monotone};
    memcpy(budget.function, row->function, sizeof budget.function);
    memcpy(budget.op, row->op, sizeof budget.op);
    memcpy(budget.dtype, row->dtype, sizeof budget.dtype);
    memcpy(budget.impl, row->impl, sizeof budget.impl);
    memcpy(budget.params, row->params, sizeof budget.params);
    memcpy(budget.inputs, row->inputs, sizeof budget.inputs);
    return budget;
}

static void print_csv(const void *what, FILE *to)
{
    table_print_csv(what, to);
}

int budgets_write(const char *file, const table *accuracy)
{
    table *budgets = table_new(&budget_schema);
    for (size_t i = 0; i < accuracy->count; i++) {
        const accuracy_row *row = table_row(accuracy, i);
        if (is_foreign(row) || is_outdone(accuracy, row))
            continue;
        const budget_row budget = budget_of(row);
        table_append(budgets, &budget);
    }
    const place p = place_of(file);
    const int status = whole_file_write(p.dir, p.name, print_csv, budgets);
    table_free(budgets);
    return status;
}
