#include "gate/gate.h"
#include "environment/environment.h"
#include "environment/stored_run.h"
#include "rows/cell.h"
#include "speed/fixtures.h"
#include "support/length.h"
#include "support/status.h"

#include <string.h>

/* What decides whether equal code gives equal figures, and equal times. */
static const char *const arithmetic_keys[] = {"libc", "compiler", "instruction_sets", "machine"};
static const char *const machine_keys[] = {"cpu_model", "compiler", "instruction_sets", "caches"};

int stored_run_read(const char *dir, stored_run *run)
{
    *run = (stored_run){0};
    const stored_file files[] = {{&environment_schema, &run->environment},
                                 {&accuracy_schema, &run->accuracy},
                                 {&speed_schema, &run->speed},
                                 {&instructions_schema, &run->instructions}};
    size_t found;
    const int status = stored_files_read(dir, files, LENGTH(files), &found);
    if (status != STATUS_GOOD)
        return status;
    if (run->environment == NULL || (run->accuracy == NULL && run->speed == NULL))
        return complain(STATUS_USAGE,
                        "gate: %s: no run is stored there: it takes environment.csv and accuracy.csv or "
                        "speed.csv",
                        dir);
    return STATUS_GOOD;
}

void stored_run_free(stored_run *run)
{
    table *const tables[] = {run->environment, run->accuracy, run->speed, run->instructions};
    for (size_t i = 0; i < LENGTH(tables); i++)
        if (tables[i] != NULL)
            table_free(tables[i]);
    *run = (stored_run){0};
}

static size_t count_subjects(const table *t)
{
    const column *impl = schema_column(t->schema, "impl");
    size_t count = 0;
    for (size_t i = 0; i < t->count; i++)
        count += !fixture_is(cell_field(impl, table_row(t, i)));
    return count;
}

typedef struct narrowing {
    const selection *wanted;
    const column *impl, *op, *dtype;
} narrowing;

static bool stays(const void *row, const void *context)
{
    const narrowing *n = context;
    const char *impl = cell_field(n->impl, row);
    return fixture_is(impl) || selection_has(n->wanted, impl, cell_field(n->op, row), cell_field(n->dtype, row));
}

size_t stored_rows_narrow(table *rows, const selection *wanted)
{
    const narrowing n = {wanted, schema_column(rows->schema, "impl"), schema_column(rows->schema, "op"),
                         schema_column(rows->schema, "dtype")};
    table_keep(rows, stays, &n);
    return count_subjects(rows);
}

size_t stored_run_narrow(stored_run *run, const selection *wanted)
{
    table *const tables[] = {run->accuracy, run->speed, run->instructions};
    size_t left = 0;
    for (size_t i = 0; i < LENGTH(tables); i++)
        left += tables[i] == NULL ? 0 : stored_rows_narrow(tables[i], wanted);
    return left;
}

static bool same_values(const stored_run *a, const stored_run *b, const char *const *keys, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const char *left = environment_value(a->environment, keys[i]);
        const char *right = environment_value(b->environment, keys[i]);
        if (strcmp(left == NULL ? "" : left, right == NULL ? "" : right) != 0)
            return false;
    }
    return true;
}

/* Whether both runs have a file to compare; says so where only one has, and has something to judge in it. */
static bool comparable(const gate *g, const table *base, const table *now, const char *check)
{
    if (base != NULL && now == NULL && count_subjects(base) > 0)
        gate_say(g, GATE_MISSING, check, NULL, NULL, "the stored run has this file, the new one has not");
    if (base == NULL && now != NULL && count_subjects(now) > 0)
        gate_say(g, GATE_NEW, check, NULL, NULL, "the stored run has no such file");
    return base != NULL && now != NULL;
}

/* Worst first, otherwise in the order in which they were said. */
static void sort_rows(table *rows)
{
    table *sorted = table_new(&gate_schema);
    for (gate_verdict verdict = 0; verdict < GATE_VERDICT_COUNT; verdict++)
        for (size_t i = 0; i < rows->count; i++)
            if (gate_row_verdict(table_row(rows, i)) == verdict)
                table_append(sorted, table_row(rows, i));
    for (size_t i = 0; i < rows->count; i++)
        memcpy(rows->rows + i * sizeof(gate_row), table_row(sorted, i), sizeof(gate_row));
    table_free(sorted);
}

static void judge_against_base(const gate *g)
{
    const stored_run *base = g->base, *now = g->now;
    if (comparable(g, base->accuracy, now->accuracy, "accuracy"))
        gate_accuracy(g);
    if (comparable(g, base->speed, now->speed, "speed"))
        gate_speed(g);
    if (comparable(g, base->instructions, now->instructions, "instructions"))
        gate_instructions(g);
}

int gate_judge(const stored_run *base, const stored_run *now, const gate_terms *terms, table *rows)
{
    gate g = {.base = base, .now = now, .terms = *terms, .rows = rows};
    if (base != NULL) {
        g.same_arithmetic = same_values(base, now, arithmetic_keys, LENGTH(arithmetic_keys));
        g.same_machine = same_values(base, now, machine_keys, LENGTH(machine_keys));
        judge_against_base(&g);
    }
    if (now->speed != NULL)
        gate_versions(&g);
    if (terms->budgets != NULL)
        gate_budgets(&g);
    gate_claims(&g);
    sort_rows(rows);
    return gate_status(rows);
}
