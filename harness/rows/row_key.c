/* Every comparison of rows by their keys is here: a key is what the columns' roles say. */
#include "rows/row_key.h"
#include "rows/cell.h"
#include "support/length.h"

#include <stdio.h>
#include <string.h>

const column *schema_column(const schema *s, const char *name)
{
    for (size_t i = 0; i < s->column_count; i++)
        if (strcmp(s->columns[i].name, name) == 0)
            return &s->columns[i];
    return NULL;
}

static bool fields_agree(const column *c, const void *a, const column *d, const void *b)
{
    const void *left = cell_field(c, a), *right = cell_field(d, b);
    if (c->kind == CELL_REAL)
        return *(const double *)left == *(const double *)right ||
               (cell_is_unmeasured(c, a) && cell_is_unmeasured(d, b));
    return c->kind == CELL_COUNT ? *(const uint64_t *)left == *(const uint64_t *)right : strcmp(left, right) == 0;
}

bool cells_agree(const column *c, const void *a, const void *b)
{
    return fields_agree(c, a, c, b);
}

bool rows_agree_across(const schema *s, const void *a, const schema *t, const void *b, unsigned roles)
{
    for (size_t i = 0; i < s->column_count; i++) {
        const column *c = &s->columns[i], *d = s == t ? c : schema_column(t, c->name);
        const bool counts = (c->roles & roles) != 0 && d != NULL;
        if (!counts || fields_agree(c, a, d, b))
            continue;
        if ((c->roles & ADDED_LATER) == 0 || (!cell_is_unmeasured(c, a) && !cell_is_unmeasured(d, b)))
            return false;
    }
    return true;
}

bool rows_agree(const schema *s, unsigned roles, const void *a, const void *b)
{
    return rows_agree_across(s, a, s, b, roles);
}

const void *table_find(const table *t, unsigned roles, const void *row)
{
    for (size_t i = 0; i < t->count; i++)
        if (rows_agree(t->schema, roles, table_row(t, i), row))
            return table_row(t, i);
    return NULL;
}

void row_print_key(const schema *s, const void *row, char *text, size_t size)
{
    static const unsigned order[] = {KEY_IMPL, KEY_TASK, KEY_SETTING};
    size_t used = 0;
    text[0] = '\0';
    for (size_t i = 0; i < s->column_count * LENGTH(order) && used < size; i++) {
        const column *c = &s->columns[i % s->column_count];
        char number[CELL_NUMBER_SIZE];
        const char *cell = cell_text(c, row, number);
        const bool named = c->kind == CELL_COUNT;
        if ((c->roles & order[i / s->column_count]) != 0 && cell[0] != '\0')
            used += (size_t)snprintf(text + used, size - used, "%s%s%s%s", used > 0 ? " " : "", named ? c->name : "",
                                     named ? "=" : "", cell);
    }
}

void match_all(const table *base, const table *now, const match_calls *calls, void *context)
{
    for (size_t i = 0; i < base->count; i++) {
        const void *row = table_row(base, i), *partner = table_find(now, KEY_CELLS, row);
        if (partner == NULL)
            calls->missing(row, context);
        else
            calls->both(row, partner, context);
    }
    for (size_t i = 0; i < now->count; i++)
        if (table_find(base, KEY_CELLS, table_row(now, i)) == NULL)
            calls->fresh(table_row(now, i), context);
}
