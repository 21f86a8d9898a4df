#include "report/entries.h"

#include "report/workloads.h"
#include "rows/row_key.h"
#include "support/memory.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool entry_same_group(const entry *a, const entry *b)
{
    return rows_agree_across(a->schema, a->row, b->schema, b->row, KEY_QUESTION);
}

static entry entry_of(const speed_row *row)
{
    return (entry){.function = row->function,
                   .op = row->op,
                   .dtype = row->dtype,
                   .params = row->params,
                   .impl = row->impl,
                   .schema = &speed_schema,
                   .row = row};
}

static bool is_row_of(const entry *e, const speed_row *row)
{
    return rows_agree_across(e->schema, e->row, &speed_schema, row, KEY_QUESTION | KEY_IMPL);
}

static bool is_known(const entries *s, const speed_row *row)
{
    for (size_t i = 0; i < s->count; i++)
        if (is_row_of(&s->list[i], row))
            return true;
    return false;
}

static void add_speeds(entries *s)
{
    for (size_t i = 0; s->speed != NULL && i < s->speed->count; i++) {
        const speed_row *row = table_row(s->speed, i);
        if (!is_known(s, row))
            s->list[s->count++] = entry_of(row);
    }
}

entries entries_of(const table *accuracy, const table *speed)
{
    const size_t most = (accuracy != NULL ? accuracy->count : 0) + (speed != NULL ? speed->count : 0);
    entries s = {.speed = speed, .list = memory_or_exit(calloc(most + 1, sizeof *s.list))};
    for (size_t i = 0; accuracy != NULL && i < accuracy->count; i++) {
        const accuracy_row *row = table_row(accuracy, i);
        s.list[s.count++] = (entry){.function = row->function,
                                    .op = row->op,
                                    .dtype = row->dtype,
                                    .params = row->params,
                                    .impl = row->impl,
                                    .accuracy = row,
                                    .schema = &accuracy_schema,
                                    .row = row};
    }
    add_speeds(&s);
    return s;
}

void entries_free(entries *s)
{
    free(s->list);
    *s = (entries){0};
}

bool entry_is_first(const entries *s, const entry *e)
{
    for (const entry *other = s->list; other < e; other++)
        if (entry_same_group(other, e))
            return false;
    return true;
}

const speed_row *entry_speed(const entries *s, const entry *e, const speed_row *load)
{
    for (size_t i = 0; load != NULL && i < s->speed->count; i++) {
        const speed_row *row = table_row(s->speed, i);
        if (workload_same(row, load) && is_row_of(e, row))
            return row;
    }
    return NULL;
}

const char *entry_variant(const char *impl)
{
    const char *slash = strchr(impl, '/');
    return slash != NULL ? slash + 1 : impl;
}

/* Keeps one row of each workload; the usual one of the first distribution leads, else the first measured. */
static void add_load(entry_group *g, const speed_row *row)
{
    for (size_t i = 0; i < g->load_count; i++)
        if (workload_same(g->loads[i], row))
            return;
    g->loads[g->load_count++] = row;
    if (workload_is_usual(row) && !workload_is_usual(g->loads[0])) {
        memmove(g->loads + 1, g->loads, (g->load_count - 1) * sizeof *g->loads);
        g->loads[0] = row;
    }
}

entry_group group_of(const entries *s, const entry *first)
{
    const size_t most = s->speed != NULL ? s->speed->count : 0;
    entry_group found = {
        .first = first, .loads = memory_or_exit(calloc(most + 1, sizeof *found.loads)), .baseline = "x baseline"};
    for (const entry *e = s->list; e < s->list + s->count && found.accuracy == NULL; e++)
        if (entry_same_group(e, first))
            found.accuracy = e->accuracy;
    for (size_t i = 0; i < most; i++) {
        const speed_row *row = table_row(s->speed, i);
        const entry of_row = entry_of(row);
        if (!entry_same_group(&of_row, first))
            continue;
        if (found.load_count == 0 && row->baseline[0] != '\0')
            snprintf(found.baseline, sizeof found.baseline, "x %s", entry_variant(row->baseline));
        add_load(&found, row);
    }
    return found;
}

void group_free(entry_group *g)
{
    free(g->loads);
    *g = (entry_group){0};
}
